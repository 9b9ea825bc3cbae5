package org.ladera.benchmarks.report;

import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Numbers against numbers as lines, over logarithmic axes. */
public final class LinePicture implements Picture {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 620;

  private final XYChart chart;
  private boolean isEmpty = true;

  /**
   * An empty picture.
   *
   * @param title above it
   * @param across what its x axis shows
   * @param upward what its y axis shows
   */
  public LinePicture(String title, String across, String upward) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(upward)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
  }

  /**
   * Adds a line, if it has a point.
   *
   * @param name in the legend
   * @param x above 0
   * @param y above 0, of the same length
   */
  public void add(String name, List<Double> x, List<Double> y) {
    if (!x.isEmpty()) {
      chart.addSeries(name, x, y);
      isEmpty = false;
    }
  }

  @Override
  public void save(Path file) {
    if (!isEmpty) {
      Picture.write(BitmapEncoder.getBufferedImage(chart), file);
    }
  }
}
