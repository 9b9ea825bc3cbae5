package org.ladera.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Medians as bars over a logarithmic axis: the works side by side, a color for each engine. */
public final class BarPicture {
  private static final int WIDTH_OF_WORK = 260;
  private static final int WIDTH_AROUND = 320;
  private static final int HEIGHT = 620;

  private BarPicture() {}

  /**
   * Draws a picture, as PNG.
   *
   * @param title above it
   * @param entries what was measured
   * @param file the picture
   */
  public static void save(String title, List<Entry> entries, Path file) {
    save(title, "microseconds, median", entries, file);
  }

  /**
   * Draws a picture, as PNG, of numbers that are no times.
   *
   * @param title above it
   * @param upward what its y axis shows
   * @param entries what was measured
   * @param file the picture
   */
  public static void save(String title, String upward, List<Entry> entries, Path file) {
    Set<String> works = new LinkedHashSet<>();
    Set<String> engines = new LinkedHashSet<>();
    for (Entry entry : entries) {
      works.add(entry.work());
      engines.add(entry.engine());
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH_AROUND + WIDTH_OF_WORK * works.size())
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(upward)
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    double least = entries.stream().mapToDouble(Entry::medianUs).min().orElse(1);
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
      chart.addSeries(engine, List.copyOf(works), heights);
    }
    try {
      @Nullable Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
