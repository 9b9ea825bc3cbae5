package org.ladera.benchmarks.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * Medians as bars over a logarithmic axis: the works side by side, in as many rows as they need,
 * and a color for each engine.
 *
 * @param title above it
 * @param upward what its y axes show
 * @param entries what was measured
 */
public record BarPicture(String title, String upward, List<Entry> entries) implements Picture {
  private static final int WIDTH_OF_BAR = 30;
  private static final int WIDTH_OF_GAP = 60;
  private static final int WIDTH_AROUND = 320;
  private static final int MOST_WIDTH = 1_900;
  private static final int HEIGHT = 480;

  /** Copies. */
  public BarPicture {
    entries = List.copyOf(entries);
  }

  /**
   * A picture of times.
   *
   * @param title above it
   * @param entries what was measured
   */
  public BarPicture(String title, List<Entry> entries) {
    this(title, "microseconds, median", entries);
  }

  @Override
  public void save(Path file) {
    if (entries.isEmpty()) {
      return;
    }
    Set<String> works = new LinkedHashSet<>();
    Set<String> engines = new LinkedHashSet<>();
    for (Entry entry : entries) {
      works.add(entry.work());
      engines.add(entry.engine());
    }
    int widthOfWork = WIDTH_OF_GAP + WIDTH_OF_BAR * engines.size();
    int most = Math.max(1, (MOST_WIDTH - WIDTH_AROUND) / widthOfWork);
    int width = WIDTH_AROUND + widthOfWork * Math.min(most, works.size());
    List<BufferedImage> rows = new ArrayList<>();
    for (List<String> row : rows(List.copyOf(works), most)) {
      rows.add(BitmapEncoder.getBufferedImage(chart(row, engines, width, rows.isEmpty())));
    }
    BufferedImage image =
        new BufferedImage(width, HEIGHT * rows.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < rows.size(); i++) {
      graphics.drawImage(rows.get(i), 0, i * HEIGHT, null);
    }
    graphics.dispose();
    Picture.write(image, file);
  }

  /** {@return works in rows of about as many each} */
  static List<List<String>> rows(List<String> works, int most) {
    int count = Math.ceilDiv(works.size(), most);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(works.subList(works.size() * i / count, works.size() * (i + 1) / count));
    }
    return rows;
  }

  private CategoryChart chart(List<String> works, Set<String> engines, int width, boolean isTop) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(HEIGHT)
            .title(isTop ? title : "")
            .yAxisTitle(upward)
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    double least =
        entries.stream()
            .filter(entry -> works.contains(entry.work()))
            .mapToDouble(Entry::medianUs)
            .min()
            .orElse(1);
    // Bars would start from 0, which this axis does not have.
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setXAxisLabelRotation(works.size() > 1 ? 12 : 0);
    for (String engine : engines) {
      List<@Nullable Double> heights = new ArrayList<>();
      for (String work : works) {
        heights.add(
            entries.stream()
                .filter(each -> each.engine().equals(engine) && each.work().equals(work))
                .map(Entry::medianUs)
                .findFirst()
                .orElse(null));
      }
      chart.addSeries(engine, works, heights);
    }
    return chart;
  }
}
