package jarfile

// A Jar is what one jar says.
type Jar struct {
	Path string // as given to Read; of a nested jar, the name of its entry
	Size int64  // of the file, in bytes

	// Classes are the binary names (com.acme.Order$Item) of the classes that a JVM of
	// the Reader's release finds in the jar, sorted. module-info and package-info are none.
	Classes    []string
	ClassBytes int64 // size of their class files, uncompressed

	// Releases are the Java releases that a multi-release jar has classes of its own for.
	Releases []int
	// Signed: there is a signature. Taking a class out of such a jar, or moving it to another, breaks it.
	Signed bool
	// Nested are the jars in this one (BOOT-INF/lib). Of a jar in a nested jar only Path and Size are known.
	Nested []*Jar

	AutoConfigurations []AutoConfiguration // by file, in its order
	Services           []Service           // by name

	Statics []Static // static fields whose value or content changes after class initialisation, by class and name
	Hazards []Hazard // by class, in the order of the code

	Problems []Problem
}

// A Service is a file in META-INF/services.
type Service struct {
	Name      string   // the interface
	Providers []string // the classes listed
}

// An AutoConfiguration is a class that the jar registers with Spring Boot.
type AutoConfiguration struct {
	Class string
	// File registers it: META-INF/spring.factories or META-INF/spring/….AutoConfiguration.imports.
	File string
	// Conditions are the @Conditional... annotations of the class and of its
	// methods. Nil also when the class is not in this jar.
	Conditions []Condition
}

// A Condition is one of Spring Boot's @Conditional... annotations.
type Condition struct {
	Name   string // ConditionalOnClass
	Method string // the @Bean method it stands at, "" for the class
	Args   []Argument
}

// An Argument is an element of an annotation as it was written: classes by
// their binary names, enum constants by their simple ones.
type Argument struct {
	Name   string
	Values []string
}

// Arg returns the values of the element of that name.
func (c Condition) Arg(name string) []string {
	for _, a := range c.Args {
		if a.Name == name {
			return a.Values
		}
	}
	return nil
}

// A Static is a static field that all users of one copy of its class share.
type Static struct {
	Class, Name string
	Type        string // java.util.Map<java.lang.String, int[]>
	// Foreign: the class is not in this jar, whose code changes the field all the same.
	Foreign bool
	Writes  []Change // the field gets another value
	Changes []Change // what it holds changes
}

// Symbol is the field's identity: com.acme.Prices#cache.
func (s *Static) Symbol() string { return s.Class + "#" + s.Name }

// OnDemand reports whether the field only ever gets a value that it lacked:
// whoever comes first makes it, as with a lazy singleton.
func (s *Static) OnDemand() bool {
	for _, w := range s.Writes {
		if !w.OnDemand {
			return false
		}
	}
	return len(s.Changes) == 0
}

// A Change is a place in the code that changes a static field.
type Change struct {
	Place
	// By is the method that changes the content (java.util.Map#put), "[]" for the
	// assignment of an array's element, "" for a write of the field itself.
	By string
	// OnDemand, of a write: the method looks first whether the field is null, 0 or false,
	// and stores something else.
	OnDemand bool
}

// A Place is where in the jar's code something stands.
type Place struct {
	Class, Method string // binary name; "<init>" for constructors, "<clinit>" for static initialisers
	Line          int    // 0 when the class was compiled without line numbers
}

// A Kind tells hazards apart.
type Kind uint8

// Kinds of hazards, other than static state.
const (
	SystemProperty Kind = iota // writes System properties
	ClassForName               // Class.forName(String), which asks the loader of the calling class
	Print                      // prints to System.out or System.err
	StackTrace                 // Throwable.printStackTrace()
	Exit                       // System.exit, Runtime.exit, Runtime.halt
	ShutdownHook               // Runtime.addShutdownHook
)

func (k Kind) String() string {
	return [...]string{"system-property", "class-for-name", "print", "stack-trace", "exit", "shutdown-hook"}[k]
}

// A Hazard is a call that means another thing where applications share a JVM.
type Hazard struct {
	Kind
	Place
	Call string // java.lang.System#setProperty
	Arg  string // the property's key, the class's name; "" when it is not a constant
}

// A Problem is what could not be read.
type Problem struct {
	Entry  string // the name of an entry, "" for the jar
	Reason string
}
