package pomparse

import (
	"fmt"
	"strings"
	"testing"

	"arklint/scanner/source"
)

const arkFamily = `
-- pom.xml --
<project>
  <groupId>g</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging>
  <properties><ark>2.3.2</ark><sofa.ark.biz.priority>7</sofa.ark.biz.priority></properties>
  <build>
    <pluginManagement><plugins>
      <plugin><groupId>com.alipay.sofa</groupId><artifactId>sofa-ark-maven-plugin</artifactId><version>${ark}</version>
        <configuration><declaredMode>true</declaredMode><excludes><exclude>a:b</exclude><exclude>c:d</exclude></excludes></configuration></plugin>
    </plugins></pluginManagement>
    <plugins>
      <plugin><artifactId>maven-a-plugin</artifactId></plugin>
      <plugin><artifactId>maven-b-plugin</artifactId><inherited>false</inherited></plugin>
      <plugin><artifactId>maven-c-plugin</artifactId></plugin>
    </plugins>
  </build>
</project>
-- order/pom.xml --
<project>
  <parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent>
  <artifactId>order</artifactId>
  <build><plugins>
    <plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin>
    <plugin><groupId>com.alipay.sofa</groupId><artifactId>sofa-ark-maven-plugin</artifactId>
      <executions><execution><id>default-cli</id><goals><goal>repackage</goal></goals>
        <configuration><webContextPath>order</webContextPath></configuration></execution></executions>
      <configuration>
        <bizName>${project.artifactId}-biz</bizName><webContextPath>wrong</webContextPath>
        <excludeGroupIds>org.apache*, com.acme</excludeGroupIds>
        <excludes><exclude>x:y</exclude></excludes>
      </configuration></plugin>
    <plugin><artifactId>maven-c-plugin</artifactId></plugin>
  </plugins></build>
  <dependencies>
    <dependency><groupId>com.alipay.sofa.koupleless</groupId><artifactId>koupleless-app-starter</artifactId><version>1</version><scope>provided</scope></dependency>
    <dependency><groupId>com.alipay.sofa</groupId><artifactId>web-ark-plugin</artifactId><version>1</version></dependency>
    <dependency><groupId>com.alipay.sofa</groupId><artifactId>common-model</artifactId><version>1</version></dependency>
  </dependencies>
</project>
-- stock/pom.xml --
<project>
  <parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent>
  <artifactId>stock</artifactId>
</project>
`

func TestArkPlugin(t *testing.T) {
	r := load(t, arkFamily)
	order := project(t, r, "order/pom.xml")
	a := order.Ark()
	if a.Plugin == nil {
		t.Fatal("no sofa-ark-maven-plugin")
	}
	list := func(values []Value) (s string) {
		for _, v := range values {
			s += v.Text + "@" + v.At.String() + " "
		}
		return s
	}
	for _, c := range []struct{ what, got, want string }{
		{"version", said(a.Plugin.Version), "2.3.2 pom.xml:6:104 <- pom.xml:3:20"},
		{"bizName", said(a.Plugin.BizName), "order-biz order/pom.xml:10:18"},
		{"webContextPath of the execution", said(a.Plugin.WebContextPath), "order order/pom.xml:8:40"},
		{"declaredMode of the management", said(a.Plugin.DeclaredMode), "true pom.xml:7:38"},
		{"priority by property", said(a.Plugin.Priority), "7 pom.xml:3:54"},
		{"default", said(a.Plugin.PackExcludesConfig), "rules.txt default"},
		{"bizVersion", said(a.Plugin.BizVersion), "1 default"},
		{"comma list", list(a.Plugin.ExcludeGroupIDs), "org.apache*@order/pom.xml:11:26 com.acme@order/pom.xml:11:39 "},
		{"lists are paired item by item, the rest of the managed one is lost", list(a.Plugin.Excludes), "x:y@order/pom.xml:12:28 "},
		{"at", a.Plugin.At.String(), "order/pom.xml:6:5"},
		{"execution", a.Plugin.Repackage.At.String(), "order/pom.xml:7:19"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
	if !a.Plugin.AfterSpringBoot || a.SpringBoot == nil || a.BaseBuild != nil || a.Plugin.Inherited {
		t.Errorf("%+v", a)
	}
	var deps []string
	for _, d := range a.Dependencies {
		deps = append(deps, d.ArtifactID.Text+" "+d.Scope.Text)
	}
	if fmt.Sprint(deps) != "[koupleless-app-starter provided web-ark-plugin compile]" {
		t.Error(deps)
	}

	stock := project(t, r, "stock/pom.xml").Ark()
	if stock.Plugin != nil || stock.ManagedOnly.String() != "pom.xml:6:7" {
		t.Errorf("pluginManagement alone runs nothing: %+v at %s", stock.Plugin, stock.ManagedOnly)
	}
}

func TestPluginOrderAndInheritance(t *testing.T) {
	r := load(t, arkFamily)
	names := func(path string) string {
		var list []string
		for _, g := range project(t, r, path).Plugins {
			list = append(list, g.ArtifactID.Text)
		}
		return strings.Join(list, " ")
	}
	if got := names("order/pom.xml"); got != "maven-a-plugin spring-boot-maven-plugin sofa-ark-maven-plugin maven-c-plugin" {
		t.Error(got)
	}
	if got := names("pom.xml"); got != "maven-a-plugin maven-b-plugin maven-c-plugin" {
		t.Error(got)
	}
	if got := names("stock/pom.xml"); got != "maven-a-plugin maven-c-plugin" || !r.At("stock/pom.xml").Plugins[0].Inherited {
		t.Error(got)
	}
}

func TestConfigurationMerge(t *testing.T) {
	merge := func(dominant, recessive string) string {
		r := load(t, `
-- pom.xml --
<project><groupId>g</groupId><artifactId>parent</artifactId><version>1</version>
<build><plugins><plugin><artifactId>p</artifactId>`+recessive+`</plugin></plugins></build></project>
-- a/pom.xml --
<project><parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent><artifactId>a</artifactId>
<build><plugins><plugin><artifactId>p</artifactId>`+dominant+`</plugin></plugins></build></project>`)
		p := r.At("a/pom.xml")
		return shape(p, p.Plugins[0].config)
	}
	for _, c := range []struct{ dominant, recessive, want string }{
		{"<configuration><a>1</a></configuration>", "<configuration><a>2</a><b>3</b></configuration>", "<a>1<b>3"},
		{"<configuration><l><i>1</i></l></configuration>", "<configuration><l><i>2</i><i>3</i><i>4</i></l></configuration>", "<l><i>1<i>4"},
		{`<configuration><l combine.children="append"><i>1</i></l></configuration>`, "<configuration><l><i>2</i></l></configuration>", "<l><i>2<i>1"},
		{`<configuration combine.self="override"><a>1</a></configuration>`, "<configuration><b>2</b></configuration>", "<a>1"},
		{`<configuration><l combine.self="override"/></configuration>`, "<configuration><l><i>2</i></l></configuration>", "<l>"},
		{`<configuration><a combine.self="remove"/><b>1</b></configuration>`, "<configuration><a>2</a></configuration>", "<b>1"},
		{"", "<configuration><a>2</a></configuration>", "<a>2"},
		{"<configuration><a>1</a></configuration>", "<inherited>false</inherited><configuration><b>2</b></configuration>", "<a>1"},
	} {
		if got := merge(c.dominant, c.recessive); got != c.want {
			t.Errorf("%s over %s: %s, want %s", c.dominant, c.recessive, got, c.want)
		}
	}
}

func TestSwitchedOffExecutionSaysNothing(t *testing.T) {
	r := load(t, `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><build><plugins><plugin><artifactId>p</artifactId>
<executions><execution><id>x</id><phase>none</phase><goals><goal>run</goal></goals><configuration><a>1</a></configuration></execution>
<execution><id>y</id><goals><goal>run</goal></goals><configuration><b>3</b></configuration></execution></executions>
<configuration><a>2</a><b>2</b></configuration></plugin></plugins></build></project>
`)
	g := r.At("pom.xml").Plugins[0]
	a, _ := g.Config("a")
	b, _ := g.Config("b")
	_, c := g.Config("c")
	if a.Text != "2" || b.Text != "3" || c || g.Execution("run").ID.Text != "y" {
		t.Errorf("a %s, b %s, c %v, %s", a.Text, b.Text, c, g.Execution("run").ID.Text)
	}
}

func TestArkFiles(t *testing.T) {
	list := func(values []Value) (s string) {
		for _, v := range values {
			at := strings.SplitN(v.At.String(), ":", 2)
			s += v.Text + "@" + at[1] + "=" + v.At.Text() + " "
		}
		return s
	}
	for _, c := range []struct{ name, text, groups, includes, whitelist, single string }{
		{"conf/ark/bootstrap.properties", "# c\nexcludeGroupIds= org.apache*,\\\n  com.acme ,\nincludes=a:b\ndeclared.libraries.whitelist=g:a\nexcludeWithIndirectDependencies=false\nintegrateBizURL.basicPassword=x\n",
			"org.apache*@2:18=org.apache* com.acme@3:3=com.acme ", "a:b@4:10=a:b ", "g:a@5:30=g:a ", "false@6:33=false "},
		{"conf/ark/bootstrap.yml", "excludeGroupIds:\n  - 'org.apache*'\n  - com.acme # c\nincludes: \"a:b, c:@d@\"\ndeclared:\n  libraries:\n    whitelist: [g:a]\nexcludeWithIndirectDependencies: false\n",
			"org.apache*@2:6=org.apache* com.acme@3:5=com.acme ", "a:b@4:12=a:b c:@d@@4:17=c:@d@ ", "g:a@7:17=g:a ", "false@8:34=false "},
		{"conf/ark/rules.txt", "excludeGroupIds=org.apache*\r\nexcludeGroupIds = com.acme\n#excludeGroupIds=no\nincludes=a:b\nnothing\ndeclared.libraries.whitelist=g:a\nexcludeWithIndirectDependencies=false",
			"org.apache*@1:17=org.apache* com.acme@2:19=com.acme ", "a:b@4:10=a:b ", "g:a@6:30=g:a ", "false@7:33=false "},
	} {
		conf, bad := ReadArkConfig(source.New(c.name, []byte(c.text)))
		if len(bad) > 0 {
			t.Errorf("%s: %v", c.name, bad)
		}
		for _, x := range []struct{ got, want string }{
			{list(conf.ExcludeGroupIDs), c.groups}, {list(conf.Includes), c.includes}, {list(conf.Whitelist), c.whitelist},
			{list([]Value{conf.ExcludeWithIndirectDependencies}), c.single},
		} {
			if x.got != x.want {
				t.Errorf("%s: %s, want %s", c.name, x.got, x.want)
			}
		}
	}
	if conf, _ := ReadArkConfig(source.New("bootstrap.properties", []byte("integrateBizURL.basicPassword=x"))); len(conf.Settings) != 1 || conf.Settings[0].Key != "integrateBizURL.basicPassword" {
		t.Errorf("%+v", conf.Settings)
	}
}

func TestArkFileTrouble(t *testing.T) {
	_, bad := ReadArkConfig(source.New("bootstrap.yml", []byte("a: 1\nb: [\n")))
	if len(bad) != 1 || bad[0].Line == 0 || !strings.Contains(bad[0].Message, "not YAML") {
		t.Errorf("%v", bad)
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'l'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 10), ","))
	}
	conf, _ := ReadArkConfig(source.New("bootstrap.yml", []byte(bomb)))
	if n := len(conf.Settings); n == 0 || n > 100_000 {
		t.Errorf("%d settings", n)
	}
	_, bad = ReadArkConfig(source.New("bootstrap.properties", []byte("a=\\u00\n")))
	if len(bad) != 1 || bad[0].Line != 1 {
		t.Errorf("%v", bad)
	}
}
