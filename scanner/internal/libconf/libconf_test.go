package libconf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"arklint/scanner/source"
)

func TestParse(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{"src/main/resources/ehcache.xml", `<ehcache name="orders"><cache name="x"/></ehcache>`, `ehcache  "orders"  1:16-22`},
		{"ehcache-a.xml", `<ehcache updateCheck="false"/>`, `ehcache  ""  1:2-9`},
		{"ehcache3.xml", `<config xmlns="http://www.ehcache.org/v3"/>`, ""},
		{"ehcache.xml", `<ehcache`, ""},
		{"hazelcast.xml", "<hazelcast>\n<instance-name>grid</instance-name></hazelcast>", `hazelcast  "grid"  2:16-20`},
		{"hazelcast.xml", "<hazelcast><instance-name/></hazelcast>", ""},
		{"quartz.properties", "a=b\norg.quartz.scheduler.instanceName = jobs\n", `quartz  "jobs"  2:1-34`},
		{"src/main/resources/META-INF/app.properties", "app.id=orders", `apollo  "orders"  1:1-7`},
		{"src/main/resources/app.properties", "app.id=orders", ""},
		{"META-INF/app.properties", "app.id=", ""},
		{"META-INF/dubbo/org.apache.dubbo.rpc.Filter", "# x=y\ntrace = com.acme.Trace # why\n\ncom.acme.Unnamed\r\nb=c", `dubbo org.apache.dubbo.rpc.Filter "trace" com.acme.Trace 2:1-6|dubbo org.apache.dubbo.rpc.Filter "b" c 5:1-2`},
	}
	for _, tt := range tests {
		var got []string
		for _, n := range Parse(source.New(tt.path, []byte(tt.text))) {
			start, end := n.At.Range()
			got = append(got, fmt.Sprintf("%s %s %q %s %d:%d-%d", n.Library, n.Of, n.Name, n.Value, start.Line, start.Col, end.Col))
		}
		var want []string
		if tt.want != "" {
			want = strings.Split(tt.want, "|")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", tt.path, got, want)
		}
	}
}
