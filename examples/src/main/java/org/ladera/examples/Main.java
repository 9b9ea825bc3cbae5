package org.ladera.examples;

/** The launcher. */
public final class Main {
  private Main() {}

  /**
   * Runs an example.
   *
   * @param args the example's name, then its options in one string
   */
  public static void main(String[] args) {
    System.out.println("ladera: no examples yet, got " + String.join(" ", args));
  }
}
