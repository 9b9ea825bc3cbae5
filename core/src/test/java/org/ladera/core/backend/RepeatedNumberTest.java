package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class RepeatedNumberTest {
  private static final Node LIKE =
      Ops.constant(HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(2, 2))));

  @Test
  void aNumberRepeatedIsKnownInTheTypeOfTheNode() {
    HostArray ones = RepeatedNumber.valueOf(Ops.onesLike(LIKE).reshape(4)).orElseThrow();
    assertEquals(new TensorType(DType.FLOAT32, Shape.of(4)), ones.type());
    assertArrayEquals(new double[] {1, 1, 1, 1}, ones.toDoubles());
  }

  @Test
  void theSignOfZeroStays() {
    HostArray zeros = RepeatedNumber.valueOf(Ops.constant(-0.0)).orElseThrow();
    assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(zeros.getDouble(0)));
  }

  @Test
  void itIsWhatABackendComputes() {
    Node zeros = Ops.zerosLike(LIKE);
    Computation computation =
        new Computation("zeros", List.of(), List.of(zeros), List.of(), List.of());
    try (Executable executable = Backends.named("reference").compile(computation)) {
      assertEquals(executable.run(List.of()).getFirst(), zeros.eval());
    }
  }

  @Test
  void whatIsComputedIsNot() {
    assertEquals(Optional.empty(), RepeatedNumber.valueOf(Ops.exp(Ops.zerosLike(LIKE))));
    assertTrue(RepeatedNumber.valueOf(LIKE).isEmpty());
  }
}
