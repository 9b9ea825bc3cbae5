/**
 * What people write who only have Ladera's artifacts: ops, losses, layers, update rules, optimizers
 * and a backend of their own, from outside its packages. That it compiles is half of each test.
 */
@NullMarked
package org.stranger;

import org.jspecify.annotations.NullMarked;
