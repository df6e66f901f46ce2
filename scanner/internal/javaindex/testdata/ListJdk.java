import java.lang.module.*; import java.util.*; import java.net.*; import java.nio.file.*; import java.util.stream.*;
/**
 * Prints the public classes of the packages that jdkclasses.txt lists: module TAB package TAB names.
 * java ListJdk.java > jdkclasses.txt, with the newest JDK that arklint supports.
 */
public class ListJdk { public static void main(String[] a) throws Exception {
  FileSystem fs = FileSystems.getFileSystem(URI.create("jrt:/"));
  List<String> mods = List.of("java.base","java.logging","java.management","java.management.rmi","java.naming","java.net.http","java.rmi","java.scripting","java.sql","java.sql.rowset","java.prefs","java.xml","java.security.sasl","java.compiler","java.instrument","java.desktop","java.transaction.xa","java.datatransfer");
  for (String m : mods) { ModuleReference r = ModuleFinder.ofSystem().find(m).get();
    Set<String> ex = r.descriptor().exports().stream().filter(e->!e.isQualified()).map(e->e.source()).collect(Collectors.toCollection(TreeSet::new));
    for (String p : ex) { if (m.equals("java.desktop") && !(p.equals("java.beans")||p.equals("javax.imageio")||p.equals("java.awt")||p.equals("javax.swing")||p.equals("java.awt.event")||p.equals("java.awt.image"))) continue; if (m.equals("java.compiler") && !p.equals("javax.tools")) continue; if (m.equals("java.xml") && p.startsWith("org.")&&!p.equals("org.w3c.dom")&&!p.equals("org.xml.sax")) continue;
      TreeSet<String> names=new TreeSet<>();
      try (Stream<Path> s = Files.list(fs.getPath("/modules/"+m+"/"+p.replace('.','/')))) { for (Path q : (Iterable<Path>) s::iterator) { String n=q.getFileName().toString(); if(!n.endsWith(".class")||n.contains("$")||n.equals("package-info.class")) continue; n=n.substring(0,n.length()-6); try { Class<?> c=Class.forName(p+"."+n,false,null); if(java.lang.reflect.Modifier.isPublic(c.getModifiers())) names.add(n);} catch(Throwable t){} } }
      if(!names.isEmpty()) System.out.println(m+"\t"+p+"\t"+String.join(" ",names));
    } } } }
