package ark

import "arklint/scanner/model"

const (
	springApplication  = "org.springframework.boot.SpringApplication"
	applicationBuilder = "org.springframework.boot.builder.SpringApplicationBuilder"
	multiBizProperties = "com.alipay.sofa.koupleless.common.util.MultiBizProperties"
	// The same class before Koupleless was renamed from SOFAServerless.
	oldMultiBizProperties = "com.alipay.sofa.serverless.common.util.MultiBizProperties"
)

// Vocabulary is what this package needs of the sources to tell roles and
// isolation.
func Vocabulary() model.Vocabulary {
	return model.Vocabulary{
		Calls: []string{
			springApplication + "#run", applicationBuilder + "#run", springApplication + "#<init>", applicationBuilder + "#<init>",
			multiBizProperties + "#initSystem", oldMultiBizProperties + "#initSystem",
		},
	}
}
