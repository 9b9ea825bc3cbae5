package org.ladera.core.plan;

import java.util.function.IntConsumer;
import org.ladera.core.program.ArgMax;
import org.ladera.core.program.Check;
import org.ladera.core.program.Gather;
import org.ladera.core.program.HostCall;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Random;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Step;

/** The buffers that a step reads or writes. */
public final class Touched {
  private Touched() {}

  /**
   * The buffers that a step reads or writes, one that it touches twice maybe twice.
   *
   * @param step the step
   * @param buffers told of each
   */
  public static void by(Step step, IntConsumer buffers) {
    switch (step) {
      case Loop loop -> byLoop(loop, buffers);
      case MatMul product -> {
        buffers.accept(product.a().buffer());
        buffers.accept(product.b().buffer());
        buffers.accept(product.product());
        if (product.epilogue() != null) {
          byLoop(product.epilogue(), buffers);
        }
      }
      case Gather gather -> {
        buffers.accept(gather.source());
        buffers.accept(gather.indices());
        buffers.accept(gather.target());
      }
      case ScatterAdd scatter -> {
        buffers.accept(scatter.updates());
        buffers.accept(scatter.indices());
        buffers.accept(scatter.target());
      }
      case ArgMax argMax -> {
        buffers.accept(argMax.source());
        buffers.accept(argMax.target());
      }
      case Random random -> {
        buffers.accept(random.counter());
        buffers.accept(random.target());
      }
      case HostCall call -> {
        call.arguments().forEach(buffers);
        buffers.accept(call.result());
      }
      case Check check -> {
        buffers.accept(check.source());
        if (check.flag() >= 0) {
          buffers.accept(check.flag());
        }
      }
    }
  }

  /**
   * The buffers that a step writes.
   *
   * @param step the step
   * @param buffers told of each
   */
  public static void writtenBy(Step step, IntConsumer buffers) {
    switch (step) {
      case Loop loop -> writtenByLoop(loop, buffers);
      case MatMul product -> {
        buffers.accept(product.product());
        if (product.epilogue() != null) {
          writtenByLoop(product.epilogue(), buffers);
        }
      }
      case Gather gather -> buffers.accept(gather.target());
      case ScatterAdd scatter -> buffers.accept(scatter.target());
      case ArgMax argMax -> buffers.accept(argMax.target());
      case Random random -> buffers.accept(random.target());
      case HostCall call -> buffers.accept(call.result());
      case Check _ -> {}
    }
  }

  private static void writtenByLoop(Loop loop, IntConsumer buffers) {
    for (Sink sink : loop.body().sinks()) {
      buffers.accept(loop.streams().get(sink.stream()).buffer());
    }
    loop.finish().forEach(each -> writtenByLoop(each, buffers));
  }

  private static void byLoop(Loop loop, IntConsumer buffers) {
    loop.streams().forEach(stream -> buffers.accept(stream.buffer()));
    loop.finish().forEach(each -> byLoop(each, buffers));
  }
}
