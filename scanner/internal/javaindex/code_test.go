package javaindex

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

const jobs = `package acme;
import java.util.*;
class Jobs {
    static final Map<String, Object> CACHE = new HashMap<>();
    private int runs;
    void all(List<String> names) {
        names.parallelStream().forEach(n -> { load(n); this.runs++; });
        new Thread(new Runnable() { public void run() { Names.of("x"); } }).start();
    }
    private Object load(String name) {
        CACHE.put(name, name);
        return Names.of(name);
    }
    static void fill(Map<String, Object> target, String key) { target.put(key, key); }
}
`

// TestReaderReadsInFull: every call, with the model's own classes, methods and
// fields, though nothing of it is in the vocabulary.
func TestReaderReadsInFull(t *testing.T) {
	files := fstest.MapFS{
		"Jobs.java":  {Data: []byte(jobs)},
		"Names.java": {Data: []byte("package acme;\nclass Names { static Object of(String s) { return s; } }\n")},
	}
	app := &model.App{Name: "app"}
	v := Compile(model.Vocabulary{})
	x := New(v)
	var all []*File
	for _, name := range []string{"Jobs.java", "Names.java"} {
		file := x.Extract(source.NewOnDisk(files, name, nil, ""), files[name].Data)
		file.Unit.App = app
		app.Units = append(app.Units, file.Unit)
		all = append(all, file)
	}
	uses, allows, reader := Link(all, v, 1, func(from, to *model.App) bool { return true })
	app.Index(uses[app], allows[app])
	app.ReadCodeWith(reader.Code)
	class := app.Type("acme.Jobs")
	code := app.Code(class.Unit)

	method := func(of *model.Type, name string) *model.Method {
		i := slices.IndexFunc(of.Methods, func(m *model.Method) bool { return m.Name == name })
		return of.Methods[i]
	}
	named := func(uses []*model.Use) string {
		var out []string
		for _, u := range uses {
			out = append(out, fmt.Sprintf("%s#%s", u.Class.Qualified, u.Name))
		}
		return strings.Join(out, " ")
	}
	if got, want := named(code.Of(method(class, "load"))), "java.util.Map#put acme.Names#of"; got != want {
		t.Errorf("load calls %s, want %s", got, want)
	}
	all2 := code.Of(method(class, "all"))
	i := slices.IndexFunc(all2, func(u *model.Use) bool { return u.Kind == model.ExprLambda })
	if i < 0 {
		t.Fatal("no lambda")
	}
	inside := code.Within(all2[i].At)
	j := slices.IndexFunc(inside, func(u *model.Use) bool { return u.Name == "load" })
	if j < 0 || inside[j].Decl != method(class, "load") || inside[j].In != method(class, "all") || !inside[j].Lambda {
		t.Errorf("the lambda's call of load: %+v", inside)
	}
	if n := slices.IndexFunc(all2, func(u *model.Use) bool { return u.Decl == method(app.Type("acme.Names"), "of") && u.Type.Anonymous }); n < 0 {
		t.Error("the call in the anonymous class is not found as the model's")
	}
	var writes []string
	for _, a := range code.Accesses {
		if a.Field != class.Field(a.Field.Name) {
			t.Errorf("%s is not the model's field", a.Field.Name)
		}
		writes = append(writes, a.Field.Name)
	}
	if got := strings.Join(writes, " "); got != "runs CACHE" {
		t.Errorf("writes %s", got)
	}
	if ps := code.Params[method(class, "fill")]; len(ps) != 2 || ps[0].Type.Qualified != "java.util.Map" {
		t.Errorf("parameters of fill: %+v", ps)
	}
	if len(code.Returns) != 1 || code.Returns[0].Value.Decl == nil {
		t.Errorf("returns %+v", code.Returns)
	}

	files["Names.java"].Data = []byte("package acme;\nclass Names { }\n")
	if app.Code(app.Type("acme.Names").Unit) != nil {
		t.Error("a file that changed since it was scanned is read as if it had not")
	}
}
