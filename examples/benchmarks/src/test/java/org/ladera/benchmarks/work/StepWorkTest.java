package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepWorkTest {
  private static final StepWork WORK =
      new StepWork(
          List.of(784, 256, 10),
          128,
          ActivationKind.GELU_TANH,
          LossKind.SOFTMAX,
          OptimizerKind.ADAM,
          StepWork.Moments.SUBNORMAL,
          StepWork.Root.HAT);

  @Test
  void aWorkComesBackFromItsWord() {
    assertEquals(WORK, StepWork.decode(WORK.encode()));
  }

  @Test
  void theTitleSaysWhatIsDone() {
    assertEquals(
        "784-256-10, batch 128, gelu-tanh, softmax, adam, subnormal moments", WORK.title());
  }

  @Test
  void aNetworkIsReadAsItIsWritten() {
    assertEquals(List.of(4, 16, 3), StepWork.sizesOf("4-16-3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"784", "784-", "784-0-10", "784,10", "a-b", "-4-3"})
  void whatIsNoNetworkIsRefused(String text) {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> StepWork.sizesOf(text));

    assertEquals(
        "--network: sizes joined by hyphens are needed, such as 784-256-128-10, got \""
            + text
            + '"',
        failure.getMessage());
  }

  @Test
  void aKindHasSeveralNames() {
    assertEquals(LossKind.SOFTMAX, Word.parse(LossKind.class, "Cross_Entropy"));
    assertEquals(ActivationKind.SILU, Word.parse(ActivationKind.class, "swish"));
  }

  @Test
  void anUnknownKindIsRefusedWithTheKnownOnes() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> Word.parse(OptimizerKind.class, "adem"));

    assertEquals(
        "there is no optimizer \"adem\"; known: sgd, momentum, nesterov, adagrad, adadelta,"
            + " rmsprop, adam, adamw, amsgrad, nadam, radam, adamax",
        failure.getMessage());
  }
}
