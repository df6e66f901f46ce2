package known

import (
	"strconv"
	"strings"

	"arklint/scanner/model"
)

// OlderThan reports whether a version is known to be older than major.minor.
func OlderThan(version string, major, minor int) bool {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		return false
	}
	a, err := strconv.Atoi(parts[0])
	b, err2 := strconv.Atoi(parts[1])
	return err == nil && err2 == nil && (a < major || a == major && b < minor)
}

// BootOlderThan reports whether the Spring Boot of an app is known to be older than major.minor.
func BootOlderThan(app *model.App, major, minor int) bool {
	for _, d := range app.Dependencies {
		if d.GroupID == "org.springframework.boot" && strings.HasPrefix(d.ArtifactID, "spring-boot") && d.Version != "" {
			return OlderThan(d.Version, major, minor)
		}
	}
	return false
}
