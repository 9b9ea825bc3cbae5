package org.ladera.optim.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.ladera.optim.metric.Metric;

/** Line charts side by side in one picture. */
public final class Charts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  /** Ten colors that are told apart on white: the palette "Tableau 10". */
  private static final Color[] COLORS = {
    new Color(0x1F77B4),
    new Color(0xFF7F0E),
    new Color(0x2CA02C),
    new Color(0xD62728),
    new Color(0x9467BD),
    new Color(0x8C564B),
    new Color(0xE377C2),
    new Color(0x7F7F7F),
    new Color(0xBCBD22),
    new Color(0x17BECF)
  };

  private final List<XYChart> charts = new ArrayList<>();

  /** Makes a picture without charts. */
  public Charts() {}

  /**
   * One line.
   *
   * @param x where
   * @param y what; entries that are not finite are left out
   */
  @SuppressWarnings("ArrayRecordComponent") // points of a line, handed over, not compared
  public record Line(double[] x, double[] y) {}

  static Charts ofHistory(History history) {
    Map<String, Line> losses = new LinkedHashMap<>();
    losses.put("training", line(history, History.Epoch::loss));
    Charts charts = new Charts();
    @Nullable Evaluation heldOut = history.heldOut().orElse(null);
    if (heldOut != null) {
      losses.put(
          "held out", line(history, e -> e.heldOut() == null ? Double.NaN : e.heldOut().loss()));
    }
    charts.add("Loss", "epoch", "loss", losses);
    if (heldOut != null) {
      for (Metric metric : heldOut.metrics().keySet()) {
        Line values =
            line(
                history, e -> e.heldOut() == null ? Double.NaN : e.heldOut().metric(metric.name()));
        charts.add("Held-out " + metric.name(), "epoch", metric.name(), Map.of("held out", values));
      }
    }
    return charts;
  }

  private static Line line(History history, ToDoubleFunction<History.Epoch> value) {
    return new Line(
        history.epochs().stream().mapToDouble(History.Epoch::number).toArray(),
        history.epochs().stream().mapToDouble(value).toArray());
  }

  /**
   * Adds a chart. The vertical axis is logarithmic where all values are positive and span more than
   * a factor of ten.
   *
   * @param title its title
   * @param xTitle the title of the horizontal axis
   * @param yTitle the title of the vertical axis
   * @param lines the lines by name, at least one with a finite point
   * @return this
   */
  public Charts add(String title, String xTitle, String yTitle, Map<String, Line> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .theme(Styler.ChartTheme.Matlab)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotGridLinesColor(new Color(0xE0E0E0));
    styler.setXAxisMaxLabelCount(11);
    styler.setSeriesColors(COLORS);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      Line line = finite(entry.getValue());
      if (line.x().length == 0) {
        continue;
      }
      XYSeries series = chart.addSeries(entry.getKey(), line.x(), line.y());
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(SeriesLines.SOLID);
      series.setLineWidth(2);
      for (double y : line.y()) {
        low = Math.min(low, y);
        high = Math.max(high, y);
      }
    }
    if (chart.getSeriesCollection().isEmpty()) {
      throw new IllegalArgumentException("plot: \"" + title + "\" has no finite point");
    }
    styler.setYAxisLogarithmic(low > 0 && high > 10 * low);
    charts.add(chart);
    return this;
  }

  private static Line finite(Line line) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < line.x().length; i++) {
      if (Double.isFinite(line.y()[i])) {
        x.add(line.x()[i]);
        y.add(line.y()[i]);
      }
    }
    return new Line(
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Writes the picture as PNG, its folder too if it is not there.
   *
   * @param file the picture, replaced if it is there
   */
  public void save(Path file) {
    BufferedImage picture =
        new BufferedImage(WIDTH * charts.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < charts.size(); i++) {
      graphics.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), i * WIDTH, 0, null);
    }
    graphics.dispose();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (!ImageIO.write(picture, "png", file.toFile())) {
        throw new IllegalStateException("plot: this Java cannot write PNG pictures");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("plot: " + file + " could not be written", failure);
    }
  }
}
