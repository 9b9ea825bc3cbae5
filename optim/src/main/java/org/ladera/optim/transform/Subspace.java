package org.ladera.optim.transform;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Objective;
import org.ladera.optim.Point;

/** An objective as a function of some of the parameters, while the others are where they are. */
final class Subspace implements Objective {
  private final Objective whole;
  private final Point theta;
  private final Predicate<Parameter> inside;
  private final Map<Point, Point> completed = new IdentityHashMap<>();

  Subspace(Objective whole, Point theta, Predicate<Parameter> inside) {
    this.whole = whole;
    this.theta = theta;
    this.inside = inside;
  }

  /** Theta itself where nothing has moved, since that is where the gradient is known. */
  private Point completed(Point some) {
    return completed.computeIfAbsent(some, key -> isHere(theta, some) ? theta : theta.with(some));
  }

  /** Whether a point is where another is, as far as both have the same parameters. */
  static boolean isHere(Point theta, Point point) {
    return point.nodes().entrySet().stream()
        .allMatch(entry -> entry.getValue() == theta.get(entry.getKey()));
  }

  @Override
  public Node valueAt(Point point) {
    return whole.valueAt(completed(point));
  }

  @Override
  public Point gradientAt(Point point) {
    return whole.gradientAt(completed(point)).only(inside);
  }

  @Override
  public Point hessianTimes(Point point, Point vector) {
    Point all = theta.zeros().with(vector);
    return whole.hessianTimes(completed(point), all).only(inside);
  }
}
