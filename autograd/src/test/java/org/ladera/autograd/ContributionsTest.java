package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.primitives.Doubles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** How what the slices of a node give to its gradient is put together. */
class ContributionsTest {
  private static final Node X = Ops.input("x", new TensorType(DType.FLOAT64, Shape.of(5)));

  private static Node gradient(Node loss) {
    return Gradient.grad(loss, List.of(X)).getFirst();
  }

  private static Node weighted(int from, int to, double weight) {
    return Ops.slice(X, 0, from, to).times(weight).sum();
  }

  @Test
  void slicesThatCoverTheNodeAreJoined() {
    Node gradient = gradient(weighted(2, 5, 3).plus(weighted(0, 2, 7)));
    assertInstanceOf(Concat.class, gradient.op());
    assertEquals(List.of(7.0, 7.0, 3.0, 3.0, 3.0), list(gradient));
  }

  @Test
  void slicesThatMeetOrLeaveGapsAreAdded() {
    Node meeting = gradient(weighted(0, 3, 2).plus(weighted(2, 5, 5)));
    assertInstanceOf(Add.class, meeting.op());
    assertEquals(List.of(2.0, 2.0, 7.0, 5.0, 5.0), list(meeting));
    Node apart = gradient(weighted(0, 2, 2).plus(weighted(3, 5, 5)));
    assertInstanceOf(Add.class, apart.op());
    assertEquals(List.of(2.0, 2.0, 0.0, 5.0, 5.0), list(apart));
  }

  @Test
  void otherUsersOfTheNodeAreAdded() {
    Node gradient = gradient(weighted(0, 2, 2).plus(X.sum()).plus(weighted(2, 5, 5)));
    assertInstanceOf(Add.class, gradient.op());
    assertEquals(List.of(3.0, 3.0, 6.0, 6.0, 6.0), list(gradient));
  }

  @Test
  void aNegativeZeroStays() {
    Node gradient = gradient(weighted(0, 2, -0.0).plus(weighted(2, 5, 1)));
    assertEquals(List.of(-0.0, -0.0, 1.0, 1.0, 1.0), list(gradient));
  }

  private static List<Double> list(Node gradient) {
    return Doubles.asList(Runs.value(gradient));
  }
}
