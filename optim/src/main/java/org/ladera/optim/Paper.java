package org.ladera.optim;

/**
 * Where an algorithm was published.
 *
 * @param authors who wrote it, such as {@code Kingma, Ba}
 * @param year when
 * @param title what it is called
 * @param reference where it is found, such as {@code arXiv 1412.6980}
 */
public record Paper(String authors, int year, String title, String reference) {
  /** {@return authors, year and reference in one line} */
  @Override
  public String toString() {
    return authors + " " + year + ", " + reference;
  }
}
