/* What a library written in C includes. Freestanding: no libc is needed or linked.
 *
 * A library is a set of methods from bytes to bytes, called by name:
 *
 *     #include "ludos_library.h"
 *     LUDOS_LIBRARY(4096, 16, 4096);
 *     LUDOS_METHOD(invert) {
 *         for (uint32_t i = 0; i < input_bytes; i++) library_output[i] = (uint8_t)~library_input[i];
 *         return (int32_t)input_bytes;
 *     }
 *
 * A method returns how many bytes it left in library_output, or a fault code of its own below 0. Output must depend
 * on input and parameters alone: what is kept in memory between calls may be gone at any call.
 */
#ifndef LUDOS_LIBRARY_H
#define LUDOS_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

#define LUDOS_LIBRARY_MAX_INPUT_BYTES 131072
#define LUDOS_LIBRARY_MAX_PARAMETER_BYTES 16384
#define LUDOS_LIBRARY_MAX_OUTPUT_BYTES 131072

struct ludos_library_buffers {
    const uint8_t *input;
    uint32_t input_bytes;
    const uint8_t *parameters;
    uint32_t parameter_bytes;
    uint8_t *output;
    uint32_t output_bytes;
};

/* Declares library_input, library_parameters and library_output, of the given sizes in bytes. Once a library. */
#define LUDOS_LIBRARY(input_size, parameter_size, output_size) \
    _Static_assert((input_size) <= LUDOS_LIBRARY_MAX_INPUT_BYTES && (parameter_size) <= LUDOS_LIBRARY_MAX_PARAMETER_BYTES && \
                       (output_size) <= LUDOS_LIBRARY_MAX_OUTPUT_BYTES, "a buffer is larger than a call may carry"); \
    static __attribute__((aligned(16))) uint8_t library_input[(input_size) + 1]; \
    static __attribute__((aligned(16))) uint8_t library_parameters[(parameter_size) + 1]; \
    static __attribute__((aligned(16))) uint8_t library_output[(output_size) + 1]; \
    extern const struct ludos_library_buffers library_buffers; \
    __attribute__((visibility("default"), used)) const struct ludos_library_buffers library_buffers = { \
        library_input, input_size, library_parameters, parameter_size, library_output, output_size}

/* Begins the definition of a method; input_bytes and parameter_bytes say how much of the buffers counts. */
#define LUDOS_METHOD(name) \
    static int32_t name(uint32_t input_bytes, uint32_t parameter_bytes); \
    int32_t method_##name(uint64_t sizes); \
    __attribute__((export_name("method_" #name))) int32_t method_##name(uint64_t sizes) { \
        return name((uint32_t)sizes, (uint32_t)(sizes >> 32)); \
    } \
    static int32_t name(__attribute__((unused)) uint32_t input_bytes, __attribute__((unused)) uint32_t parameter_bytes)

#endif
