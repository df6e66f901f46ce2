package springconf

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// Spring reads YAML with SnakeYAML, which is YAML 1.1: a bare `on` is true,
// 010 is 8, 1:30 is 90. go.yaml.in/yaml resolves by 1.2 with exceptions of its
// own, so plain scalars are resolved here, by the expressions of SnakeYAML's
// org.yaml.snakeyaml.resolver.Resolver. Timestamps stay text (Boot's
// NoTimestampResolver).
var (
	yamlBool  = regexp.MustCompile(`^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$`)
	yamlFloat = regexp.MustCompile(`^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$`)
	yamlInt   = regexp.MustCompile(`^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$`)
	yamlNull  = regexp.MustCompile(`^(?:~|null|Null|NULL|)$`)
)

// plainScalar returns what Spring's Environment gives for a plain scalar, by
// String.valueOf of the Java object SnakeYAML makes of it; text tells whether
// that object is a String.
func plainScalar(s string) (value string, text bool) {
	if s == "" || len(s) > 400 {
		return s, s != ""
	}
	switch s[0] {
	case '~', 'n', 'N':
		if yamlNull.MatchString(s) {
			return "", false
		}
	}
	switch {
	case yamlBool.MatchString(s):
		switch strings.ToLower(s) {
		case "yes", "true", "on":
			return "true", false
		}
		return "false", false
	case strings.IndexByte("+-.0123456789", s[0]) < 0:
	case yamlInt.MatchString(s):
		if v, ok := yamlInteger(s); ok {
			return v, false
		}
	case yamlFloat.MatchString(s):
		if v, ok := yamlDouble(s); ok {
			return v, false
		}
	}
	return s, true
}

func yamlInteger(s string) (string, bool) {
	sign, digits := cutSign(strings.ReplaceAll(s, "_", ""))
	var n *big.Int
	ok := true
	switch {
	case digits == "0":
		n = new(big.Int)
	case strings.HasPrefix(digits, "0b"):
		n, ok = new(big.Int).SetString(digits[2:], 2)
	case strings.HasPrefix(digits, "0x"):
		n, ok = new(big.Int).SetString(digits[2:], 16)
	case strings.HasPrefix(digits, "0"):
		n, ok = new(big.Int).SetString(digits[1:], 8)
	case strings.Contains(digits, ":"):
		n = new(big.Int)
		for _, part := range strings.Split(digits, ":") {
			d, err := strconv.ParseInt(part, 10, 64)
			if err != nil {
				return "", false
			}
			n.Mul(n, big.NewInt(60)).Add(n, big.NewInt(d))
		}
	default:
		n, ok = new(big.Int).SetString(digits, 10)
	}
	if !ok {
		return "", false
	}
	if sign < 0 {
		n.Neg(n)
	}
	return n.String(), true
}

func yamlDouble(s string) (string, bool) {
	sign, digits := cutSign(strings.ReplaceAll(s, "_", ""))
	switch strings.ToLower(digits) {
	case ".inf":
		if sign < 0 {
			return "-Infinity", true
		}
		return "Infinity", true
	case ".nan":
		return "NaN", true
	}
	sum := 0.0
	for _, part := range strings.Split(digits, ":") {
		d, err := strconv.ParseFloat(part, 64)
		if err != nil && !math.IsInf(d, 0) {
			return "", false
		}
		sum = sum*60 + d
	}
	return javaDouble(float64(sign) * sum), true
}

func cutSign(s string) (sign int, rest string) {
	switch {
	case strings.HasPrefix(s, "-"):
		return -1, s[1:]
	case strings.HasPrefix(s, "+"):
		return 1, s[1:]
	}
	return 1, s
}

// javaDouble prints as Double.toString: at least one digit behind the point,
// and E notation from 10^7 on and below 10^-3.
func javaDouble(d float64) string {
	switch {
	case math.IsInf(d, 1):
		return "Infinity"
	case math.IsInf(d, -1):
		return "-Infinity"
	}
	if a := math.Abs(d); a == 0 || a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(d, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(d, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent) // FormatFloat wrote it
	return mantissa + "E" + strconv.Itoa(n)
}
