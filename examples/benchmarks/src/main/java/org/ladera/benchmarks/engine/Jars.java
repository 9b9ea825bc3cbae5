package org.ladera.benchmarks.engine;

import java.io.File;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of libraries, as their files on the class path name them. */
final class Jars {
  private Jars() {}

  /**
   * {@return the version of an artifact on the class path, or nothing}
   *
   * @param artifact its id
   */
  static String version(String artifact) {
    Pattern name =
        Pattern.compile(Pattern.quote(artifact) + "-([0-9][0-9.]*(-[0-9M][0-9.]*)?)\\.jar");
    for (String path : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Matcher matcher = name.matcher(new File(path).getName());
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "";
  }
}
