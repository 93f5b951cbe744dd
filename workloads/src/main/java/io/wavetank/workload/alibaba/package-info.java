/** Alibaba's traces of 2017, 2018, 2020 (PAI), 2025 (DLRM) and 2026 (spot GPU); that of 2023 is in {@code openb}. */
@NullMarked
package io.wavetank.workload.alibaba;

import org.jspecify.annotations.NullMarked;
