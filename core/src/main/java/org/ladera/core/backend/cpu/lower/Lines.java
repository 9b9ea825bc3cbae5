package org.ladera.core.backend.cpu.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** How the lines of a body and its streams behave from column to column. */
final class Lines {
  private final Loop loop;
  private final IntFunction<DType> types;
  private final long[] columns;

  Lines(Loop loop, IntFunction<DType> types, Axis columns) {
    this.loop = loop;
    this.types = types;
    this.columns = new long[loop.streams().size()];
    for (int stream = 0; stream < this.columns.length; stream++) {
      this.columns[stream] = columns.strides().get(stream) * dtype(stream).size();
    }
    boolean[] varies = varying();
    if (columns.extent() == 1) {
      for (Sink sink : loop.body().sinks()) {
        // A stride along one column says nothing: it follows from what is written.
        boolean single = !(sink instanceof Sink.Total) && !varies[sink.value()];
        this.columns[sink.stream()] =
            single || sink instanceof Sink.Flag ? 0 : dtype(sink.stream()).size();
      }
    }
  }

  DType dtype(int stream) {
    return types.apply(loop.streams().get(stream).buffer());
  }

  /** How far a stream moves from column to column, in bytes. */
  long columnDistance(int stream) {
    return columns[stream];
  }

  /** For each line whether it has a value for each column. */
  private boolean[] varying() {
    List<Value> values = loop.body().values();
    boolean[] varies = new boolean[values.size()];
    for (int i = 0; i < varies.length; i++) {
      varies[i] =
          switch (values.get(i)) {
            case Value.Const _, Value.Reduce _ -> false;
            case Value.Load load -> columns[load.stream()] != 0;
            case Value.Apply apply -> apply.arguments().stream().anyMatch(a -> varies[a]);
          };
    }
    return varies;
  }

  KernelForm form(List<Place> places) {
    List<KernelForm.Lane> lanes = new ArrayList<>();
    for (int stream = 0; stream < places.size(); stream++) {
      DType dtype = dtype(stream);
      lanes.add(new KernelForm.Lane(dtype, movement(places.get(stream), dtype.size())));
    }
    return new KernelForm(lanes, loop.body());
  }

  private static Movement movement(Place place, int width) {
    if (place.column() == 0) {
      return place.row() == 0 ? Movement.SCALAR : Movement.ROW;
    }
    return place.column() == width ? Movement.UNIT : Movement.STRIDED;
  }
}
