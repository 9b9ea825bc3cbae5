package org.ladera.optim.data;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Texts as numbered classes: integers stand for themselves, other texts are numbered in their
 * sorted order, so that numbers do not depend on the order of the rows.
 *
 * @param values int32 {@code [rows]}
 * @param names the text of each class, empty where integers stand for themselves
 */
record ClassLabels(HostArray values, List<String> names) {
  static ClassLabels of(List<String> texts) {
    HostArray values = HostArray.zeros(new TensorType(DType.INT32, Shape.of(texts.size())));
    for (int row = 0; row < texts.size(); row++) {
      @Nullable Integer integer = Ints.tryParse(texts.get(row));
      if (integer == null) {
        return numbered(texts, values);
      }
      values.setLong(row, integer);
    }
    return new ClassLabels(values, List.of());
  }

  private static ClassLabels numbered(List<String> texts, HostArray values) {
    List<String> names = new ArrayList<>(new TreeSet<>(texts));
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names) {
      numbers.put(name, numbers.size());
    }
    for (int row = 0; row < texts.size(); row++) {
      values.setLong(row, numbers.getOrDefault(texts.get(row), -1));
    }
    return new ClassLabels(values, names);
  }
}
