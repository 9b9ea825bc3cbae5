package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.longs;
import static org.ladera.core.backend.reference.Reference.toLongs;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class RandomBitsTest {
  private static final long SEED = 42;
  private static final long STREAM = Philox.streamOf("dropout", 0);

  private static Node draw(int bits, Shape shape, long counter) {
    return Ops.randomBits(SEED, STREAM, bits, shape, longs(counter).reshape());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 31, 32, 33, 53, 63})
  void isPhiloxOfSeedStreamCounterAndPlace(int bits) {
    long counter = (1L << 35) + 3;
    long[] expected =
        LongStream.range(0, 21).map(i -> Philox.bits(SEED, STREAM, counter, i, bits)).toArray();
    Node drawn = draw(bits, Shape.of(3, 7), counter);
    assertArrayEquals(expected, toLongs(drawn));
    DType dtype = bits <= 31 ? DType.INT32 : DType.INT64;
    assertEquals(new TensorType(dtype, Shape.of(3, 7)), evaluate(drawn).type());
  }

  @Test
  void hasAnyShape() {
    assertEquals(Philox.bits(SEED, STREAM, 0, 0, 24), toLongs(draw(24, Shape.scalar(), 0))[0]);
    assertArrayEquals(new long[] {}, toLongs(draw(24, Shape.of(0, 2), 0)));
  }
}
