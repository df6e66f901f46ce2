package printstacktrace

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/rules/ruletest"
	"arklint/scanner/source"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }

// TestFix applies every fix. Without an after, every call must be found and none fixed.
func TestFix(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"slf4j": {
			`import org.slf4j.Logger;
class A {
    private static final Logger LOG = null;
    void load() { try { load(); } catch (Exception e) { e.printStackTrace(); } }
    java.util.function.Consumer<Error> c = (Error e) -> e.printStackTrace();
    java.util.function.Consumer<Error> d = e -> e.printStackTrace();
    A() { try { load(); } catch (Exception e) { e . printStackTrace ( ) ; } }
    static class Inner { void run(Error 错) { 错.printStackTrace(); } }
}`, `import org.slf4j.Logger;
class A {
    private static final Logger LOG = null;
    void load() { try { load(); } catch (Exception e) { LOG.error("Exception in load", e); } }
    java.util.function.Consumer<Error> c = (Error e) -> LOG.error("Exception in A", e);
    java.util.function.Consumer<Error> d = e -> LOG.error("Exception in A", e);
    A() { try { load(); } catch (Exception e) { LOG.error("Exception in A", e) ; } }
    static class Inner { void run(Error 错) { LOG.error("Exception in run", 错); } }
}`},
		"receivers": {
			`import org.slf4j.*;
class A {
    static final Logger LOG = null;
    void a(Exception e, A other) { e.getCause().printStackTrace(); (e).printStackTrace(System.err); new Error(e).printStackTrace(System.out); }
    void b(Object o) { ((Exception) o).printStackTrace(); if (o instanceof Error err) { err.printStackTrace(); } }
    void c(Exception e) { Throwable t = e; while (t != null) { t.printStackTrace(); t = t.getCause(); } }
}`, `import org.slf4j.*;
class A {
    static final Logger LOG = null;
    void a(Exception e, A other) { LOG.error("Exception in a", e.getCause()); LOG.error("Exception in a", e); LOG.error("Exception in a", new Error(e)); }
    void b(Object o) { LOG.error("Exception in b", (Exception) o); if (o instanceof Error err) { LOG.error("Exception in b", err); } }
    void c(Exception e) { Throwable t = e; while (t != null) { LOG.error("Exception in c", t); t = t.getCause(); } }
}`},
		"instance": {
			`import org.apache.commons.logging.Log;
class A {
    protected final Log logger;
    A(Log l) { logger = l; }
    void load(Exception e) { e.printStackTrace(); Runnable r = () -> e.printStackTrace(); }
}`, `import org.apache.commons.logging.Log;
class A {
    protected final Log logger;
    A(Log l) { logger = l; }
    void load(Exception e) { logger.error("Exception in load", e); Runnable r = () -> logger.error("Exception in load", e); }
}`},
		"lombok": {
			`import lombok.extern.java.Log;
@Log
class A {
    void load(Exception e) { e.printStackTrace(); }
}`, `import lombok.extern.java.Log;
@Log
class A {
    void load(Exception e) { log.log(java.util.logging.Level.SEVERE, "Exception in load", e); }
}`},
		"none": {
			`import org.slf4j.Logger;
import java.util.function.Consumer;
class A {
    Logger instance;
    static class E { static { try { new A(); } catch (Error e) { e.printStackTrace(); } } static final Logger LOG = null; }
    static class B { static final Logger LOG = null;
        Consumer<Exception> c = Exception::printStackTrace;
        void m(Exception e, int LOG) { e.printStackTrace(); }
        void n(Exception e) { e.
            getCause().printStackTrace(); }
    }
    void p(Exception e) { e.printStackTrace(); }
    static class F { final Logger log = null; { new Error().printStackTrace(); } F(Error e) { e.printStackTrace(); } static void s(Error e) { e.printStackTrace(); }
        Runnable r() { return new Runnable() { public void run() { new Error().printStackTrace(); } }; } }
    static class C { static final Logger LOG = null; static class D { Object LOG; void q(Exception e) { e.printStackTrace(); } } }
}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			report := ruletest.Report(t, []*rules.Rule{Rule}, ruletest.Block{
				Info: "role=module", Files: []txtar.File{{Name: "src/main/java/A.java", Data: []byte(c.before)}},
			})
			if len(report.Findings) == 0 {
				t.Fatal("nothing found")
			}
			var edits []source.Edit
			for _, f := range report.Findings {
				for _, fix := range f.Fixes {
					if fix.Safety != rules.Safe {
						t.Errorf("%s is not safe", fix.Title)
					}
					edits = append(edits, fix.Edits...)
				}
			}
			if c.after == "" {
				if len(edits) > 0 || len(report.Findings) != strings.Count(c.before, "printStackTrace") {
					t.Errorf("%d findings, edits %v", len(report.Findings), edits)
				}
				return
			}
			got, err := source.Apply(report.Findings[0].At.Span.File, edits)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.after {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.after)
			}
		})
	}
}
