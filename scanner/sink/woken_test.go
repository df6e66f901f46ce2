package sink

import (
	"slices"
	"testing"

	"arklint/scanner/model"
)

// What the base's auto-configurations wait for, and what comes with a library that moves there.
func TestWokenBy(t *testing.T) {
	jars := map[string]Artifact{
		"boot": {Names: []string{"boot.Pool"}, Waiting: []Waiting{
			{"boot.auto.DataSourceAutoConfiguration", []string{"javax.sql.DataSource", "jdbc.EmbeddedDatabaseType"}},
			{"boot.auto.TransactionAutoConfiguration", []string{"tx.Manager"}},
			{"boot.auto.MixedAutoConfiguration", []string{"jdbc.JdbcTemplate", "boot.Pool"}},
			{"boot.auto.LackingAutoConfiguration", []string{"jdbc.JdbcTemplate", "redis.Template"}},
			{"boot.auto.RunningAutoConfiguration", []string{"boot.Pool"}},
		}},
		"plain": {Names: []string{"tx.Manager"}},
	}
	base := &model.App{Role: model.Base}
	for _, name := range []string{"boot", "plain"} {
		base.Dependencies = append(base.Dependencies, &model.Dependency{GroupID: "g", ArtifactID: name, Version: "1", Type: "jar", Loader: model.FromBase})
	}
	m := maker{group: &model.Group{Base: base}, known: map[string]inspected{}, opts: Options{Inspect: func(d *model.Dependency) (Artifact, bool) {
		a, ok := jars[d.ArtifactID]
		return a, ok
	}}}
	want := []string{"DataSourceAutoConfiguration", "MixedAutoConfiguration"}
	if got := m.wokenBy([]string{"jdbc.JdbcTemplate", "jdbc.EmbeddedDatabaseType", "tx.Manager"}); !slices.Equal(got, want) {
		t.Errorf("switched on: %v, want %v", got, want)
	}
	if got := m.wokenBy([]string{"boot.Pool"}); got != nil {
		t.Errorf("by a class that the base has: %v", got)
	}
}
