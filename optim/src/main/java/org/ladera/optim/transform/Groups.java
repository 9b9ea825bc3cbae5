package org.ladera.optim.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.State;

/**
 * Trains each group of parameters by an optimizer of its own, all from the same gradient. Each
 * parameter must be in exactly one group; a group may be empty.
 *
 * <pre>{@code Groups.of(
 *     new Group("matrices", Which.rank(2), Momentum.lecture(0.1)),
 *     new Group("rest", Which.rank(2).negate(), Adam.withRate(0.001)))}</pre>
 *
 * <p>An optimizer sees its own parameters alone: a norm is that of the group. Its slots and reports
 * are under the group's name, such as {@code rest/dense.0.bias/m}.
 *
 * @param groups the groups, of different names
 */
public record Groups(List<Group> groups) implements Optimizer {
  /** Checks that there are groups, and that their names differ. */
  public Groups {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("Groups: there must be at least one group");
    }
    Set<String> names = new HashSet<>();
    for (Group group : groups) {
      if (!names.add(group.name())) {
        throw new IllegalArgumentException(
            "Groups: names must differ, got \"" + group.name() + "\" twice");
      }
    }
  }

  /**
   * {@return groups}
   *
   * @param groups of different names
   */
  public static Groups of(Group... groups) {
    return new Groups(List.of(groups));
  }

  /**
   * {@return the parameters of each group by its name, in order}
   *
   * @param parameters those that are trained, such as a model's
   * @throws IllegalArgumentException if one is in no group or in several; it is named
   */
  public Map<String, List<Parameter>> members(Collection<Parameter> parameters) {
    Map<String, List<Parameter>> members = new LinkedHashMap<>();
    groups.forEach(group -> members.put(group.name(), new ArrayList<>()));
    for (Parameter parameter : parameters) {
      String name = only(parameter).name();
      members.computeIfPresent(
          name,
          (key, list) -> {
            list.add(parameter);
            return list;
          });
    }
    members.replaceAll((name, list) -> List.copyOf(list));
    return Collections.unmodifiableMap(members);
  }

  /**
   * {@return which parameter went where, as text: a line for each group, and one for each of its
   * parameters, with type and shape}
   *
   * @param parameters those that are trained, such as a model's
   * @throws IllegalArgumentException if one is in no group or in several; it is named
   */
  public String report(Collection<Parameter> parameters) {
    StringBuilder text = new StringBuilder();
    members(parameters)
        .forEach(
            (name, list) -> {
              long numbers = list.stream().mapToLong(p -> p.shape().size()).sum();
              text.append(name).append(": ").append(count(list.size(), "parameter"));
              text.append(", ").append(count(numbers, "number")).append('\n');
              list.forEach(
                  p ->
                      text.append("  ").append(p.name()).append(' ').append(p.type()).append('\n'));
            });
    return text.toString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    members(theta.parameters());
    Objective shared = new Remembered(objective);
    Point next = theta;
    for (Group group : groups) {
      Point own = theta.only(group.test());
      if (!own.parameters().isEmpty()) {
        Objective part = new Subspace(shared, theta, group.test());
        next = next.with(group.optimizer().next(part, own, state.child(group.name())));
      }
    }
    return next;
  }

  private Group only(Parameter parameter) {
    List<Group> takers = groups.stream().filter(g -> g.test().test(parameter)).toList();
    if (takers.size() != 1) {
      throw new IllegalArgumentException(
          "Groups: each parameter must be in exactly one group, but \""
              + parameter.name()
              + "\" "
              + parameter.type()
              + (takers.isEmpty() ? " is in none of " + names(groups) : " is in " + names(takers)));
    }
    return takers.getFirst();
  }

  private static String names(List<Group> groups) {
    return groups.stream().map(group -> '"' + group.name() + '"').collect(Collectors.joining(", "));
  }
}
