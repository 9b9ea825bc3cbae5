package org.ladera.autograd.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Backend;

/**
 * A second copy of the compiler in this process, in which one source file is another one. Graphs,
 * arrays and the reference are those of everybody.
 */
final class MiscompiledClasses extends ClassLoader {
  private static final List<String> COMPILER =
      List.of(
          "org.ladera.core.backend.cpu.",
          "org.ladera.core.plan.",
          "org.ladera.core.program.",
          "org.ladera.core.rewrite.",
          CpuBackends.class.getName());

  private final Map<String, byte[]> changed;

  private MiscompiledClasses(Map<String, byte[]> changed) {
    super("miscompiled", Objects.requireNonNull(MiscompiledClasses.class.getClassLoader()));
    this.changed = changed;
  }

  /**
   * The backends of a compiler with another source file.
   *
   * @param name the class in that file
   * @param source what stands in it; null for the compiler as it is
   */
  @SuppressWarnings("unchecked")
  static Function<Boolean, Map<String, Backend>> backends(String name, @Nullable String source) {
    Map<String, byte[]> changed = source == null ? Map.of() : compiled(name, source);
    try {
      return (Function<Boolean, Map<String, Backend>>)
          new MiscompiledClasses(changed)
              .loadClass(CpuBackends.class.getName())
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("a copy of the compiler does not load", failure);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (COMPILER.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? findClass(name) : known;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    if (bytes == null) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream stream = getParent().getResourceAsStream(file)) {
        if (stream == null) {
          throw new ClassNotFoundException(name);
        }
        bytes = stream.readAllBytes();
      } catch (IOException failure) {
        throw new ClassNotFoundException(name, failure);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** The classes of a source file, against those of everybody. */
  private static Map<String, byte[]> compiled(String name, String source) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(complaints, null, null);
        JavaFileManager collecting = new Collecting(files, outputs)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "--add-modules=jdk.incubator.vector",
              "-classpath",
              System.getProperty("java.class.path"));
      JavaFileObject file = new Text(name, source);
      boolean done =
          compiler.getTask(null, collecting, complaints, options, null, List.of(file)).call();
      if (!done) {
        throw new IllegalStateException(name + ": " + complaints.getDiagnostics());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((each, bytes) -> classes.put(each, bytes.toByteArray()));
    return classes;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Collecting extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs;

    Collecting(JavaFileManager files, Map<String, ByteArrayOutputStream> outputs) {
      super(files);
      this.outputs = outputs;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("bytes:///" + name.replace('.', '/') + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          outputs.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
