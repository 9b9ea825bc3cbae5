package org.ladera.benchmarks.update;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.Sizes;
import org.ladera.benchmarks.work.UpdateWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the update by Adam alone. */
@Command(
    name = "update",
    description = "time of an update by Adam alone, against copies of memory and PyTorch's updates",
    mixinStandardHelpOptions = true)
public final class UpdateCommand implements Runnable {
  private static final double SETTLE_SECONDS = 10;
  private static final double WARM_SECONDS = 0.3;
  private static final double PILOT_SECONDS = 0.3;

  /** Of float32 rounding in parameters up to 1, which moved by 0.003. */
  private static final double TOLERANCE = 1e-4;

  @Option(
      names = "--sizes",
      split = ",",
      description = "numbers of parameters, such as 1000 or 1e3 (default: ${DEFAULT-VALUE})")
  private List<String> sizes = List.of("1e3", "1e4", "1e5", "1e6", "1e7", "1e8");

  @Option(
      names = "--peers",
      split = ",",
      description =
          "libtorch-fused, libtorch-foreach, libtorch-default, ladera-nd4j, or none"
              + " (default: ${DEFAULT-VALUE})")
  private List<String> peers = List.of("libtorch-fused", "libtorch-foreach", "libtorch-default");

  @Option(names = "--rounds", description = "how many rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      description = "how long a round is at least (default: ${DEFAULT-VALUE})")
  private double seconds = 0.5;

  @Option(names = "--json", description = "where the results go as JSON (default: nowhere)")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "where the tables go (default: ${DEFAULT-VALUE})")
  private Path markdown = Path.of("target", "benchmarks", "update.md");

  @Option(names = "--plot", description = "where the picture goes (default: ${DEFAULT-VALUE})")
  private Path plot = Path.of("target", "benchmarks", "update.png");

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public UpdateCommand() {}

  @Override
  public void run() {
    List<UpdateWork> works = Sizes.parse("--sizes", sizes).stream().map(UpdateWork::new).toList();
    Pace pace = new Pace(SETTLE_SECONDS, WARM_SECONDS, PILOT_SECONDS, seconds, rounds);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    Map<UpdateWork, List<Outcome>> all = new LinkedHashMap<>();
    try (Field field = new Field(UpdateWork.KIND, engines(), pace, log)) {
      for (UpdateWork work : works) {
        log.println(work.title());
        log.flush();
        all.put(work, field.run(work, UpdateWork.CHECKED_STEPS, TOLERANCE));
        // After each work, so that an end before time loses none.
        Texts.write(markdown, UpdateReport.text(rounds, all));
        if (json != null) {
          Entry.write(UpdateReport.entries(all), json);
        }
      }
    }
    out.print(UpdateReport.text(rounds, all));
    BarPicture.save("One update by Adam", UpdateReport.entries(all), plot);
    out.println("\ntables: " + markdown.toAbsolutePath());
    out.println("picture: " + plot.toAbsolutePath());
    out.flush();
  }

  private List<Engine> engines() {
    List<Engine> engines = new ArrayList<>(List.of(Engines.ladera()));
    if (!peers.equals(List.of("none"))) {
      peers.stream()
          .map(Engines::named)
          .filter(each -> !engines.contains(each))
          .forEach(engines::add);
    }
    engines.addAll(Engines.copies());
    return engines;
  }
}
