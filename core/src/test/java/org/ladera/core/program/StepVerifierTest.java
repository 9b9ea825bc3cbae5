package org.ladera.core.program;

import static org.ladera.core.program.Draft.header;
import static org.ladera.core.program.Draft.longs;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

/** What is wrong with a step other than a loop in itself. */
class StepVerifierTest extends BrokenDraft {
  @Test
  void ofChecksThatSayNothingOfTheirSource() {
    draft.steps.add(check(Check.Kind.IN_RANGE, y, -1));
    complains(", step 2 (check): buffer 1 (y) is f32, of which IN_RANGE says nothing");
  }

  @Test
  void ofACheckOfWhatIsNoFlag() {
    draft.steps.add(check(Check.Kind.FINITE, y, 2));
    complains(", step 2 (check): buffer 2 (a) is no flag of the program");
  }

  private void barrier(Step step, @Nullable String complaint) {
    draft.steps.add(step);
    if (complaint == null) {
      Verifier.verify(draft.program());
    } else {
      complains(", step 2 (barrier): " + complaint);
    }
  }

  @Test
  void ofGathersWhoseSizesOrTypesDoNotFit() {
    int indices = draft.buffer("i", DType.INT64, new Storage.Input(1), 4);
    int target = draft.own("t", F32, 8);
    int small = draft.own("s", F32, 7);
    int doubles = draft.own("d", DType.FLOAT64, 8);
    barrier(
        new Gather(header("barrier"), x, indices, small, 1, 3, 2),
        "buffer 5 (s) has 7 entries, not 8");
    draft.steps.removeLast();
    barrier(
        new Gather(header("barrier"), x, x, target, 1, 3, 2), "buffer 4 (t) has 8 entries, not 12");
    draft.steps.removeLast();
    barrier(
        new Gather(header("barrier"), x, indices, doubles, 1, 3, 2),
        "buffer 6 (d) is not of type f32");
    draft.steps.removeLast();
    barrier(new Gather(header("barrier"), x, indices, target, 1, 3, 2), null);
  }

  @Test
  void ofIndicesThatAreNoIntegers() {
    barrier(
        new ScatterAdd(
            header("barrier"),
            x,
            draft.buffer("i", F32, new Storage.Input(1), 3),
            draft.own("t", F32, 10),
            1,
            5,
            2),
        "buffer 3 (i) has indices that are no integers");
  }

  @Test
  void ofAnArgMaxOfNothingOrOfAnotherType() {
    int target = draft.own("t", F32, 2);
    barrier(new ArgMax(header("barrier"), x, target, 1, 3, 2), "buffer 3 (t) is not of type i32");
    draft.steps.removeLast();
    int empty = draft.buffer("e", F32, new Storage.Input(1), 0);
    barrier(
        new ArgMax(header("barrier"), empty, target, 1, 0, 2),
        "buffer 4 (e) has no entries to choose from");
  }

  @Test
  void ofDrawsOfOtherTypesOrTooManyBits() {
    int counter = draft.buffer("n", DType.INT64, new Storage.Input(1));
    int words = draft.own("w", DType.INT32, 4);
    barrier(
        new Random(header("barrier"), 0, 0, 64, counter, words),
        "1 to 63 bits can be drawn, not 64");
    draft.steps.removeLast();
    barrier(
        new Random(header("barrier"), 0, 0, 32, counter, words), "buffer 4 (w) is not of type i64");
    draft.steps.removeLast();
    barrier(
        new Random(header("barrier"), 0, 0, 31, words, words),
        "buffer 4 (w) is a counter, but not an int64 scalar");
  }

  @Test
  void ofACallThatReadsItsOwnResult() {
    int r = draft.own("r", F32, 6);
    barrier(
        new HostCall(header("barrier"), 0, ImmutableIntArray.of(x, r), r),
        "buffer 3 (r) is read before it is written");
  }

  @Test
  void ofSumsAndPositionsOfBools() {
    int bools = draft.buffer("p", DType.BOOL, new Storage.Input(1), 6);
    int indices = draft.buffer("i", DType.INT32, new Storage.Input(2), 3);
    barrier(
        new ScatterAdd(header("barrier"), bools, indices, draft.own("t", DType.BOOL, 10), 1, 5, 2),
        "buffer 5 (t) cannot add up bools");
    draft.steps.removeLast();
    barrier(
        new ArgMax(header("barrier"), bools, draft.own("u", DType.INT32, 2), 1, 3, 2),
        "buffer 3 (p) has no largest: bools");
  }

  private MatMul product(DType dtype, long m, long... batchStrides) {
    MatMul.Operand operand = new MatMul.Operand(x, 0, 3, 1, longs(batchStrides));
    return new MatMul(header("barrier"), dtype, longs(), m, 3, 2, operand, operand, 2, null);
  }

  @Test
  void ofProductsOfOtherTypesOrSizes() {
    barrier(product(DType.INT32, 2), "a product of i32");
    draft.steps.removeLast();
    barrier(product(DType.FLOAT64, 2), "buffer 0 (x) is not of the product's type");
    draft.steps.removeLast();
    barrier(product(F32, -2), "a size is below 0: [-2, 3, 2]");
    draft.steps.removeLast();
    barrier(product(F32, 2, 1), "buffer 0 (x) has 1 strides for the batch");
  }
}
