// Package known holds facts about the outside world that rules share: the JDK,
// Spring, logging backends, middleware. Facts are tables, and each row or group
// names its source; what goes beyond a look-up (which class a project's own type
// comes down to, which backend an app ends up with) stands beside its table.
package known
