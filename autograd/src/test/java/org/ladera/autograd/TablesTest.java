package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.Loss;

/** No composition and no loss is without a row. */
class TablesTest {
  @Test
  void everyFunctionHasARow() throws IOException {
    Set<String> functions =
        classes("org.ladera.core.fn")
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(TablesTest::isPublicAndStatic)
            .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows = subjects(FunctionTable.ROWS);
    rows.removeIf(name -> name.startsWith("Ops."));
    assertEquals(functions, rows);
    assertTrue(functions.size() >= 30, "the walk over the package found too little");
  }

  @Test
  void everyLossHasARow() throws IOException {
    Set<String> losses =
        classes("org.ladera.autograd.loss")
            .filter(type -> Loss.class.isAssignableFrom(type) && !type.isInterface())
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(losses, subjects(LossTable.ROWS));
    assertTrue(losses.size() >= 15, "the walk over the package found too little");
  }

  private static Stream<Class<?>> classes(String name) throws IOException {
    return ClassPath.from(TablesTest.class.getClassLoader()).getTopLevelClasses(name).stream()
        .filter(info -> !info.getSimpleName().endsWith("Test"))
        .map(ClassPath.ClassInfo::load);
  }

  private static boolean isPublicAndStatic(Method method) {
    int both = Modifier.PUBLIC | Modifier.STATIC;
    return (method.getModifiers() & both) == both
        && Modifier.isPublic(method.getDeclaringClass().getModifiers());
  }

  private static Set<String> subjects(List<Row> rows) {
    return rows.stream().map(Row::subject).collect(Collectors.toCollection(TreeSet::new));
  }
}
