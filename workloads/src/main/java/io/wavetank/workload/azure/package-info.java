/** Azure's traces: virtual machines of 2017 and 2019, functions of 2019 and 2021, requests to language models of 2023 and 2024. */
@NullMarked
package io.wavetank.workload.azure;

import org.jspecify.annotations.NullMarked;
