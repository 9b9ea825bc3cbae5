package org.ladera.optim.transform;

import java.util.IdentityHashMap;
import java.util.Map;
import org.ladera.core.graph.Node;
import org.ladera.optim.Objective;
import org.ladera.optim.Point;

/**
 * An objective that is asked once at each point, for where several ask at the same: what changes
 * its gradient may keep something from step to step.
 */
final class Remembered implements Objective {
  private final Objective asked;
  private final Map<Point, Node> values = new IdentityHashMap<>();
  private final Map<Point, Point> gradients = new IdentityHashMap<>();

  Remembered(Objective asked) {
    this.asked = asked;
  }

  @Override
  public Node valueAt(Point point) {
    return values.computeIfAbsent(point, asked::valueAt);
  }

  @Override
  public Point gradientAt(Point point) {
    return gradients.computeIfAbsent(point, asked::gradientAt);
  }

  @Override
  public Point hessianTimes(Point point, Point vector) {
    return asked.hessianTimes(point, vector);
  }
}
