// Package engine runs rules over a workspace and settles what they find.
//
// Check and Collect run for each app, Join for each merge group, on as many
// workers as asked for. A rule that panics becomes a Bug of the report, and the
// others go on. Then the findings are settled, in this order: suppressions (they
// need places), findings that a more particular rule makes superfluous, the user's
// levels (over the rules'), duplicates, and the sort by place, last, so that no
// output depends on which worker was first.
package engine
