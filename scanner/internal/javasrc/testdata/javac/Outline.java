import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import javax.lang.model.element.Name;
import javax.tools.*;

/**
 * Prints what javac's own parser sees, so that another parser can be compared with it. Nothing is resolved or compiled.
 *
 *   java Outline.java [-rows] FILE_OR_DIR...          (a JDK; 25 reads every syntax up to Java 25)
 *
 * One line a file: path TAB number of rows TAB digest, or path TAB error TAB message if javac refuses it. The digest is
 * the sum of the FNV-1a hashes of the rows, so it does not depend on their order. With -rows the rows come too, each
 * as: path TAB row. A row is: kind TAB text TAB start TAB end. Offsets count UTF-16 units of the file read as UTF-8;
 * what is not printable ASCII in a text is written as a Java escape.
 *
 * A row stands for a node of the tree. Left out are nodes that javac invents and nodes whose place is only javac's
 * convention; each has its reason where it is left out.
 */
public class Outline {
    public static void main(String[] args) throws Exception {
        boolean rowsToo = args.length > 0 && args[0].equals("-rows");
        List<Path> files = new ArrayList<>();
        for (String a : Arrays.asList(args).subList(rowsToo ? 1 : 0, args.length)) {
            try (Stream<Path> s = Files.walk(Path.of(a))) {
                s.filter(p -> p.toString().endsWith(".java") && Files.isRegularFile(p)).sorted().forEach(files::add);
            }
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, StandardCharsets.UTF_8);
        for (int from = 0; from < files.size(); from += 500) { // small batches keep the heap flat
            DiagnosticCollector<JavaFileObject> trouble = new DiagnosticCollector<>();
            StandardJavaFileManager fm = javac.getStandardFileManager(trouble, null, StandardCharsets.UTF_8);
            List<Path> batch = files.subList(from, Math.min(from + 500, files.size()));
            // Folding would make one literal of "a" + "b".
            JavacTask task = (JavacTask) javac.getTask(Writer.nullWriter(), fm, trouble,
                    List.of("-proc:none", "-Xlint:none", "-XDallowStringFolding=false"), null, fm.getJavaFileObjectsFromPaths(batch));
            SourcePositions at = Trees.instance(task).getSourcePositions();
            Map<String, List<String>> byFile = new LinkedHashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                List<String> rows = new ArrayList<>();
                new Printer(unit, at, rows).scan(unit, null);
                byFile.put(path(unit.getSourceFile()), rows);
            }
            Map<String, String> refused = new HashMap<>();
            for (Diagnostic<? extends JavaFileObject> d : trouble.getDiagnostics()) {
                if (d.getKind() == Diagnostic.Kind.ERROR && d.getSource() != null) {
                    refused.putIfAbsent(path(d.getSource()), d.getMessage(Locale.ROOT).replace('\n', ' '));
                }
            }
            byFile.forEach((path, rows) -> {
                if (refused.containsKey(path)) {
                    out.println(path + "\terror\t" + refused.get(path));
                    return;
                }
                long sum = 0;
                for (String row : rows) {
                    sum += hash(row);
                    if (rowsToo) {
                        out.println(path + "\t" + row);
                    }
                }
                out.println(path + "\t" + rows.size() + "\t" + Long.toUnsignedString(sum, 16));
            });
        }
        out.flush();
    }

    private static String path(JavaFileObject file) {
        return file.toUri().getPath();
    }

    private static long hash(String row) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < row.length(); i++) {
            h = (h ^ row.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    /** Walks one unit. */
    static final class Printer extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions at;
        private final List<String> rows;

        Printer(CompilationUnitTree unit, SourcePositions at, List<String> rows) {
            this.unit = unit;
            this.at = at;
            this.rows = rows;
        }

        private void row(Object kind, Object text, Tree t) {
            long start = at.getStartPosition(unit, t);
            long end = at.getEndPosition(unit, t);
            if (start >= 0 && end >= 0) { // else javac has invented the node, such as a default constructor
                rows.add(kind + "\t" + escape(text.toString()) + "\t" + start + "\t" + end);
            }
        }

        /** Every node without a method of its own below. */
        @Override public Void scan(Tree t, Void v) {
            if (t == null) {
                return null;
            }
            switch (t.getKind()) {
                // Told by what they hold, or by their own methods.
                case COMPILATION_UNIT, IMPORT, PACKAGE, CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, METHOD, VARIABLE, MODIFIERS,
                     METHOD_INVOCATION, NEW_CLASS, MEMBER_SELECT, IDENTIFIER, MEMBER_REFERENCE, TYPE_PARAMETER, LABELED_STATEMENT,
                     BREAK, CONTINUE, LAMBDA_EXPRESSION, PRIMITIVE_TYPE, PARENTHESIZED, NEW_ARRAY, ARRAY_TYPE -> { }
                // The label and what it holds have one place.
                case CONSTANT_CASE_LABEL, PATTERN_CASE_LABEL, BINDING_PATTERN -> { }
                // javac gives the first no length, ends the second after the file, and counts more or less to the third.
                case ANY_PATTERN, MODULE, ANNOTATED_TYPE -> { }
                case ANNOTATION, TYPE_ANNOTATION -> row("ANNOTATION", "", t);
                case INT_LITERAL, LONG_LITERAL, FLOAT_LITERAL, DOUBLE_LITERAL -> row(t.getKind(), "", t);
                case BOOLEAN_LITERAL, CHAR_LITERAL, STRING_LITERAL, NULL_LITERAL -> row(t.getKind(), String.valueOf(((LiteralTree) t).getValue()), t);
                default -> row(t.getKind(), "", t);
            }
            return super.scan(t, v);
        }

        @Override public Void visitPackage(PackageTree t, Void v) {
            row("PACKAGE", t.getPackageName(), t);
            return scan(t.getAnnotations(), v);
        }

        @Override public Void visitImport(ImportTree t, Void v) {
            row("IMPORT", (t.isStatic() ? "static " : t.isModule() ? "module " : "") + t.getQualifiedIdentifier(), t);
            return null;
        }

        @Override public Void visitClass(ClassTree t, Void v) {
            row(t.getKind(), t.getSimpleName(), t);
            return super.visitClass(t, v);
        }

        @Override public Void visitMethod(MethodTree t, Void v) {
            row("METHOD", t.getName() + " " + t.getParameters().size(), t);
            List<? extends VariableTree> params = t.getParameters();
            boolean compact = !params.isEmpty() && at.getEndPosition(unit, params.get(0)) < 0;
            if (compact) { // its parameters are those of the record, told already
                scan(t.getModifiers(), v);
                return scan(t.getBody(), v);
            }
            return super.visitMethod(t, v);
        }

        @Override public Void visitVariable(VariableTree t, Void v) {
            row("VARIABLE", t.getName(), t);
            boolean enumConstant = t.getInitializer() instanceof NewClassTree && t.getType() != null && at.getEndPosition(unit, t.getType()) < 0;
            if (enumConstant) { // its modifiers, type and new are javac's
                NewClassTree init = (NewClassTree) t.getInitializer();
                scan(t.getModifiers().getAnnotations(), v);
                scan(init.getArguments(), v);
                return scan(init.getClassBody(), v);
            }
            return super.visitVariable(t, v);
        }

        @Override public Void visitModifiers(ModifiersTree t, Void v) {
            if (!t.getFlags().isEmpty()) {
                row("MODIFIERS", t.getFlags().stream().map(Object::toString).sorted().collect(Collectors.joining(" ")), t);
            }
            return super.visitModifiers(t, v);
        }

        @Override public Void visitTypeParameter(TypeParameterTree t, Void v) {
            row("TYPE_PARAMETER", t.getName(), t);
            return super.visitTypeParameter(t, v);
        }

        @Override public Void visitMethodInvocation(MethodInvocationTree t, Void v) {
            ExpressionTree on = t.getMethodSelect();
            Name name = on instanceof MemberSelectTree m ? m.getIdentifier() : ((IdentifierTree) on).getName();
            row("CALL", name + " " + t.getTypeArguments().size() + " " + t.getArguments().size(), t);
            return super.visitMethodInvocation(t, v);
        }

        @Override public Void visitNewClass(NewClassTree t, Void v) {
            row("NEW", t.getTypeArguments().size() + " " + t.getArguments().size(), t);
            return super.visitNewClass(t, v);
        }

        @Override public Void visitNewArray(NewArrayTree t, Void v) {
            row("NEW_ARRAY", t.getDimensions().size() + " " + (t.getInitializers() == null ? -1 : t.getInitializers().size()), t);
            return super.visitNewArray(t, v);
        }

        @Override public Void visitMemberSelect(MemberSelectTree t, Void v) {
            row("SELECT", t.getIdentifier(), t);
            return super.visitMemberSelect(t, v);
        }

        @Override public Void visitIdentifier(IdentifierTree t, Void v) {
            row("NAME", t.getName(), t);
            return super.visitIdentifier(t, v);
        }

        @Override public Void visitPrimitiveType(PrimitiveTypeTree t, Void v) {
            row("PRIMITIVE", t.getPrimitiveTypeKind().toString().toLowerCase(Locale.ROOT), t);
            return super.visitPrimitiveType(t, v);
        }

        @Override public Void visitMemberReference(MemberReferenceTree t, Void v) {
            row("REFERENCE", t.getName(), t);
            return super.visitMemberReference(t, v);
        }

        @Override public Void visitLabeledStatement(LabeledStatementTree t, Void v) {
            row("LABELED", t.getLabel(), t);
            return super.visitLabeledStatement(t, v);
        }

        @Override public Void visitBreak(BreakTree t, Void v) {
            row("BREAK", t.getLabel() == null ? "" : t.getLabel(), t);
            return super.visitBreak(t, v);
        }

        @Override public Void visitContinue(ContinueTree t, Void v) {
            row("CONTINUE", t.getLabel() == null ? "" : t.getLabel(), t);
            return super.visitContinue(t, v);
        }

        @Override public Void visitLambdaExpression(LambdaExpressionTree t, Void v) {
            row("LAMBDA", t.getParameters().size(), t);
            return super.visitLambdaExpression(t, v);
        }

        private static String escape(String s) {
            StringBuilder b = new StringBuilder(s.length());
            for (int i = 0; i < s.length(); i++) {
                char c = s.charAt(i);
                if (Character.isSurrogate(c) && !(i + 1 < s.length() && Character.isSurrogatePair(c, s.charAt(i + 1)))
                        && !(i > 0 && Character.isSurrogatePair(s.charAt(i - 1), c))) {
                    c = '\uFFFD'; // half a character: UTF-8 cannot hold it
                }
                if (c >= ' ' && c <= '~' && c != '\\') {
                    b.append(c);
                } else {
                    b.append(String.format("\\u%04x", (int) c));
                }
            }
            return b.toString();
        }
    }
}
