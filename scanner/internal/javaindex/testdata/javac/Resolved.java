import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import javax.lang.model.element.*;
import javax.lang.model.type.*;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.*;

/**
 * Prints what javac resolves the method calls of a tree of sources to, a line
 * each: file TAB start TAB end TAB name TAB classes. Start and end are byte offsets of
 * the call; classes are those that the call may rightly be counted under, the receiver's type first: all
 * that are a supertype of that and a subtype of the class that declares the method.
 * Calls that javac cannot resolve, because something is not on its class path, are left out.
 *
 * java Resolved.java DIR
 */
public class Resolved {
    public static void main(String[] args) throws Exception {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(Path.of(args[0]))) {
            sources = walk.filter(p -> p.toString().endsWith(".java") && !p.endsWith("module-info.java") && !p.endsWith("package-info.java")).sorted().toList();
        }
        StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<String> options = List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1", "-nowarn", "-implicit:none", "-d", "/nonexistent");
        JavacTask task = (JavacTask) javac.getTask(new StringWriter(), files, d -> {}, options, null, files.getJavaFileObjectsFromPaths(sources));
        Iterable<? extends CompilationUnitTree> units = task.parse();
        try {
            task.analyze();
        } catch (RuntimeException e) {
            System.err.println("javac: " + e);
        }
        Trees trees = Trees.instance(task);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        for (CompilationUnitTree unit : units) {
            new Calls(unit, trees, task.getTypes(), task.getElements(), out).scan(unit, null);
        }
        out.flush();
    }

    static class Calls extends TreePathScanner<Void, Void> {
        final CompilationUnitTree unit;
        final Trees trees;
        final Types types;
        final Elements elements;
        final PrintStream out;
        final int[] bytes;
        final String path;

        Calls(CompilationUnitTree unit, Trees trees, Types types, Elements elements, PrintStream out) throws IOException {
            this.unit = unit;
            this.trees = trees;
            this.types = types;
            this.elements = elements;
            this.out = out;
            path = Path.of(unit.getSourceFile().toUri()).toString();
            CharSequence text = unit.getSourceFile().getCharContent(true);
            bytes = new int[text.length() + 1];
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                // A pair of surrogates is four bytes.
                bytes[i + 1] = bytes[i] + (c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3);
            }
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void v) {
            super.visitMethodInvocation(call, v);
            TreePath select = new TreePath(getCurrentPath(), call.getMethodSelect());
            Element method = trees.getElement(select);
            if (!(method instanceof ExecutableElement) || method.getSimpleName().contentEquals("<init>")) {
                return null;
            }
            TypeMirror declaring = types.erasure(method.getEnclosingElement().asType());
            if (declaring.getKind() == TypeKind.ERROR) {
                return null;
            }
            if (declaring.toString().equals("Array")) { // what clone() of an array is said to be declared in
                declaring = elements.getTypeElement("java.lang.Object").asType();
            }
            TypeMirror receiver = declaring;
            if (call.getMethodSelect() instanceof MemberSelectTree m) {
                receiver = trees.getTypeMirror(new TreePath(select, m.getExpression()));
                if (receiver == null || receiver.getKind() == TypeKind.ERROR || brokenSuper(m.getExpression()) || hidden(receiver)) {
                    return null;
                }
            } else {
                for (TreePath p = select; p != null; p = p.getParentPath()) {
                    if (p.getLeaf() instanceof ClassTree && trees.getElement(p) instanceof TypeElement t && types.isSubtype(types.erasure(t.asType()), declaring)) {
                        receiver = t.asType();
                        break;
                    }
                }
            }
            Set<String> classes = new LinkedHashSet<>();
            between(receiver, declaring, classes, 0);
            classes.add(name(declaring));
            long start = trees.getSourcePositions().getStartPosition(unit, call), end = trees.getSourcePositions().getEndPosition(unit, call);
            out.println(path + "\t" + bytes[(int) start] + "\t" + bytes[(int) end] + "\t" + method.getSimpleName() + "\t" + String.join(" ", classes));
            return null;
        }

        /** super, of a class whose superclass javac does not find. */
        boolean brokenSuper(ExpressionTree on) {
            if (!on.toString().equals("super")) {
                return false;
            }
            for (TreePath p = getCurrentPath(); p != null; p = p.getParentPath()) {
                if (p.getLeaf() instanceof ClassTree c) {
                    Tree clause = c.getExtendsClause();
                    return clause != null && trees.getTypeMirror(new TreePath(p, clause)).getKind() == TypeKind.ERROR;
                }
            }
            return false;
        }

        /** A class that javac takes only because the one that the file imports is not there. */
        boolean hidden(TypeMirror receiver) {
            String name = name(types.erasure(receiver));
            String simple = name.substring(name.lastIndexOf('.') + 1);
            for (ImportTree i : unit.getImports()) {
                String imported = i.getQualifiedIdentifier().toString();
                if (imported.endsWith("." + simple) && !imported.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        void between(TypeMirror from, TypeMirror to, Set<String> classes, int depth) {
            TypeMirror t = types.erasure(from);
            if (depth > 40 || t.getKind() != TypeKind.DECLARED || !types.isSubtype(t, to)) {
                return;
            }
            classes.add(name(t));
            for (TypeMirror s : types.directSupertypes(from)) {
                between(s, to, classes, depth + 1);
            }
        }

        static String name(TypeMirror t) {
            if (!(t instanceof DeclaredType d)) {
                return t.toString();
            }
            TypeElement e = (TypeElement) d.asElement();
            boolean local = e.getNestingKind() == NestingKind.LOCAL || e.getNestingKind() == NestingKind.ANONYMOUS;
            return local ? "(local)" : e.getQualifiedName().toString();
        }
    }
}
