package org.ladera.core.program.interpret;

import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;

/** How often a line has another value. */
enum Place {
  /** Once in a call. */
  CALL,
  /** Once in a row. */
  ROW,
  /** At every point. */
  POINT;

  /** The places of all lines of a form. */
  static Place[] of(KernelForm form) {
    Place[] places = new Place[form.body().values().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          switch (form.body().values().get(i)) {
            case Value.Const _ -> CALL;
            case Value.Load load ->
                switch (form.streams().get(load.stream()).movement()) {
                  case SCALAR -> CALL;
                  case ROW -> ROW;
                  case UNIT, STRIDED -> POINT;
                };
            case Value.Apply apply -> {
              Place place = CALL;
              for (int a : apply.arguments().toArray()) {
                place = places[a].compareTo(place) > 0 ? places[a] : place;
              }
              yield place;
            }
            case Value.Reduce _ -> ROW;
          };
    }
    return places;
  }
}
