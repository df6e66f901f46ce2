package pomparse

import (
	"strings"

	"arklint/scanner/source"
)

// Ark is what a POM shows about SOFAArk and Koupleless: facts, no verdict on
// the role. Keys and defaults are those of RepackageMojo
// (sofa-ark: support/ark-maven-plugin) and koupleless-base-build-plugin.
type Ark struct {
	Plugin     *ArkPlugin // sofa-ark-maven-plugin in the effective build; nil if it does not run
	BaseBuild  *Plugin    // koupleless-base-build-plugin
	SpringBoot *Plugin    // spring-boot-maven-plugin

	// Dependencies are the effective direct dependencies on SOFAArk and
	// Koupleless artifacts (koupleless-base-starter, koupleless-app-starter,
	// web-ark-plugin, sofa-ark-springboot-starter, ...), in POM order.
	Dependencies []*Dependency

	// ManagedOnly is sofa-ark-maven-plugin in a pluginManagement of this POM or
	// its parents when no <build><plugins> declares it: it does not run.
	ManagedOnly source.Span
}

// ArkPlugin is sofa-ark-maven-plugin as Maven would configure its repackage
// goal. A zero Value is a parameter nobody wrote; a parameter that a property
// may set (sofa.ark.repackage.skip) is read from there.
type ArkPlugin struct {
	*Plugin

	// Repackage is the execution that runs the goal; nil if none does, so that
	// the plugin is configured but makes no ark-biz jar.
	Repackage *Execution

	// AfterSpringBoot says that spring-boot-maven-plugin stands before this
	// plugin, which upstream warns of.
	AfterSpringBoot bool

	BizName, BizVersion          Value // defaults: artifactId, version
	WebContextPath               Value // default "/"; as written otherwise, often without slash
	DeclaredMode                 Value // default "false"
	Priority                     Value // default "100"
	MainClass                    Value
	Skip                         Value // default "false"
	PackageProvided              Value // default "false"
	SkipArkExecutable            Value // default "false"
	KeepArkBizJar, Attach        Value // defaults "true", "false"
	OutputDirectory, BaseDir     Value
	FinalName                    Value
	PackExcludesConfig           Value // default "rules.txt", a file in conf/ark
	PackExcludesURL              Value
	BaseDependencyParentIdentity Value // group:artifact[:version]
	BizClassifier, ArkClassifier Value // read-only upstream, yet people write them

	Excludes, ExcludeGroupIDs, ExcludeArtifactIDs              []Value
	Includes, IncludeGroupIDs, IncludeArtifactIDs              []Value
	DenyImportPackages, DenyImportClasses, DenyImportResources []Value
	InjectPluginDependencies, InjectPluginExportPackages       []Value
}

const (
	sofaGroup       = "com.alipay.sofa"
	kouplelessGroup = "com.alipay.sofa.koupleless"
)

// Ark collects the evidence of the effective POM.
func (p *Project) Ark() Ark {
	a := Ark{
		BaseBuild:  p.pluginIn(kouplelessGroup, "koupleless-base-build-plugin"),
		SpringBoot: p.Plugin("org.springframework.boot", "spring-boot-maven-plugin"),
	}
	if g := p.Plugin(sofaGroup, "sofa-ark-maven-plugin"); g != nil {
		a.Plugin = p.arkPlugin(g)
	} else {
		a.ManagedOnly = p.managedPlugin("sofa-ark-maven-plugin")
	}
	for _, d := range p.Dependencies {
		if isArk(d.GroupID.Text, d.ArtifactID.Text) {
			a.Dependencies = append(a.Dependencies, d)
		}
	}
	return a
}

// pluginIn also finds a plugin under the group that the project had before it
// was given to its new home (com.alipay.koupleless).
func (p *Project) pluginIn(groupID, artifactID string) *Plugin {
	if g := p.Plugin(groupID, artifactID); g != nil {
		return g
	}
	return p.Plugin("com.alipay.koupleless", artifactID)
}

func isArk(groupID, artifactID string) bool {
	switch groupID {
	case kouplelessGroup, "com.alipay.koupleless":
		return strings.HasPrefix(artifactID, "koupleless-") || strings.HasPrefix(artifactID, "arklet-")
	case sofaGroup, "com.alipay.sofa.serverless":
		return strings.HasPrefix(artifactID, "sofa-ark-") || strings.HasSuffix(artifactID, "-ark-plugin") ||
			strings.HasPrefix(artifactID, "sofa-serverless-") || artifactID == "arklet-springboot-starter" ||
			strings.HasSuffix(artifactID, "-ark-springboot-starter")
	}
	return false
}

func (p *Project) managedPlugin(artifactID string) source.Span {
	for _, l := range p.layers {
		for _, g := range l.managedPlugins {
			if g.artifactID.raw == artifactID {
				return g.at
			}
		}
	}
	return source.Span{}
}

func (p *Project) arkPlugin(g *Plugin) *ArkPlugin {
	a := &ArkPlugin{Plugin: g, Repackage: g.Execution("repackage")}
	config, items := g.Config, g.ConfigList
	if a.Repackage != nil {
		config, items = a.Repackage.Config, a.Repackage.ConfigList
	}
	// get is one parameter: configuration, else the property Maven reads for it, else the default.
	get := func(name, property, def string) Value {
		if v, ok := config(name); ok && v.Raw != "" {
			return v
		}
		if property != "" {
			if v, ok := p.Property(property); ok {
				return v
			}
		}
		return Value{Text: def}
	}
	a.BizName = get("bizName", "com.alipay.sofa.ark.bizName", p.ArtifactID.Text)
	a.BizVersion = get("bizVersion", "", p.Version.Text)
	a.WebContextPath = get("webContextPath", "", "/")
	a.DeclaredMode = get("declaredMode", "", "false")
	a.Priority = get("priority", "sofa.ark.biz.priority", "100")
	a.MainClass = get("mainClass", "", "")
	a.Skip = get("skip", "sofa.ark.repackage.skip", "false")
	a.PackageProvided = get("packageProvided", "", "false")
	a.SkipArkExecutable = get("skipArkExecutable", "", "false")
	a.KeepArkBizJar = get("keepArkBizJar", "", "true")
	a.Attach = get("attach", "", "false")
	a.OutputDirectory = get("outputDirectory", "", "")
	a.BaseDir = get("baseDir", "", "")
	a.FinalName = get("finalName", "", "")
	a.PackExcludesConfig = get("packExcludesConfig", "", "rules.txt")
	a.PackExcludesURL = get("packExcludesUrl", "", "")
	a.BaseDependencyParentIdentity = get("baseDependencyParentIdentity", "", "")
	a.BizClassifier = get("bizClassifier", "", "ark-biz")
	a.ArkClassifier = get("arkClassifier", "", "ark-executable")
	for name, into := range map[string]*[]Value{
		"excludes": &a.Excludes, "excludeGroupIds": &a.ExcludeGroupIDs, "excludeArtifactIds": &a.ExcludeArtifactIDs,
		"includes": &a.Includes, "includeGroupIds": &a.IncludeGroupIDs, "includeArtifactIds": &a.IncludeArtifactIDs,
		"denyImportPackages": &a.DenyImportPackages, "denyImportClasses": &a.DenyImportClasses, "denyImportResources": &a.DenyImportResources,
		"injectPluginDependencies": &a.InjectPluginDependencies, "injectPluginExportPackages": &a.InjectPluginExportPackages,
	} {
		*into = items(name)
	}
	for _, other := range p.Plugins {
		if other == g {
			break
		}
		if other.ArtifactID.Text == "spring-boot-maven-plugin" {
			a.AfterSpringBoot = true
		}
	}
	return a
}
