/* cpu.h - which vector units the processor has, beside the one that all of its kind have. */
#ifndef TN_CPU_H
#define TN_CPU_H

#include <stdbool.h>

/* AVX-512 with VBMI2, as it is since Ice Lake and Zen 4; each of these has LZCNT. */
#define TN_AVX512 __attribute__((target("avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,lzcnt,popcnt")))

static inline bool tn_has_avx512(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
#else
    return false;
#endif
}

#endif
