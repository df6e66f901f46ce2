package known

// Packages are the packages whose classes come from one library, by group:artifact,
// for libraries whose types applications like to hand each other: read in the jars of the versions
// named. Libraries that come with Spring Boot itself (Spring, slf4j, Tomcat) are left out: packing
// them is a fault of its own.
var Packages = map[string]string{
	"cn.hutool:hutool-all":                        "cn.hutool",                          // 5.8.26
	"cn.hutool:hutool-core":                       "cn.hutool.core",                     // 5.8.26
	"cn.hutool:hutool-json":                       "cn.hutool.json",                     // 5.8.26
	"com.alibaba:fastjson":                        "com.alibaba.fastjson",               // 1.2.83
	"com.alibaba.fastjson2:fastjson2":             "com.alibaba.fastjson2",              // 2.0.51
	"com.baomidou:mybatis-plus-core":              "com.baomidou.mybatisplus.core",      // 3.5.5
	"com.baomidou:mybatis-plus-extension":         "com.baomidou.mybatisplus.extension", // 3.5.5
	"com.fasterxml.jackson.core:jackson-core":     "com.fasterxml.jackson.core",         // 2.17.0
	"com.fasterxml.jackson.core:jackson-databind": "com.fasterxml.jackson.databind",     // 2.17.0
	"com.github.pagehelper:pagehelper":            "com.github.pagehelper",              // 6.1.0
	"com.google.code.gson:gson":                   "com.google.gson",                    // 2.10.1
	"com.google.guava:guava":                      "com.google.common",                  // 33.1.0-jre
	"com.google.protobuf:protobuf-java":           "com.google.protobuf",                // 3.25.3
	"io.vavr:vavr":                                "io.vavr",                            // 0.10.4
	"joda-time:joda-time":                         "org.joda.time",                      // 2.12.7
	"org.apache.commons:commons-lang3":            "org.apache.commons.lang3",           // 3.14.0
	"org.dom4j:dom4j":                             "org.dom4j",                          // 2.1.4
	"org.json:json":                               "org.json",                           // 20240303
	"org.mybatis:mybatis":                         "org.apache.ibatis",                  // 3.5.16
}

// ExchangeTypes are types of the libraries in Packages that applications hand each
// other most, so that an on-demand import of their package resolves them.
var ExchangeTypes = []string{
	"cn.hutool.json.JSONArray", "cn.hutool.json.JSONObject",
	"com.alibaba.fastjson.JSONArray", "com.alibaba.fastjson.JSONObject",
	"com.alibaba.fastjson2.JSONArray", "com.alibaba.fastjson2.JSONObject",
	"com.baomidou.mybatisplus.core.conditions.Wrapper", "com.baomidou.mybatisplus.core.metadata.IPage",
	"com.baomidou.mybatisplus.extension.plugins.pagination.Page", "com.baomidou.mybatisplus.extension.service.IService",
	"com.fasterxml.jackson.databind.JsonNode", "com.fasterxml.jackson.databind.ObjectMapper", "com.fasterxml.jackson.databind.node.ArrayNode",
	"com.fasterxml.jackson.databind.node.ObjectNode", "com.github.pagehelper.PageInfo",
	"com.google.common.collect.ImmutableList", "com.google.common.collect.ImmutableMap", "com.google.common.collect.ImmutableSet",
	"com.google.common.collect.Multimap", "com.google.common.collect.Table",
	"com.google.gson.Gson", "com.google.gson.JsonArray", "com.google.gson.JsonElement", "com.google.gson.JsonObject",
	"org.apache.commons.lang3.tuple.Pair", "org.apache.ibatis.session.SqlSession", "org.joda.time.DateTime", "org.joda.time.LocalDate", "org.json.JSONObject",
}
