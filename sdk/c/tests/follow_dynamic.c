/* Follows a dynamic region of 64-bit words: follow_dynamic SOCKET REGION LAST. Word i of epoch e is (e * 0x9E3779B97F4A7C15) ^ i, and an epoch has e % 5000 words.
 * Prints how many epochs it read whole; exits with 1 at the first that is not as it should be. Ends once LAST was read. */
#include "../ludos.c"

static int fail_with(const char *what) {
    printf("%s\n", what);
    return 1;
}

int main(int argc, char **argv) {
    ludos_fault fault;
    ludos_arena *arena = NULL;
    ludos_region *region = NULL;
    ludos_reader *reader = NULL;
    if (argc != 4 || ludos_attach(argv[1], &arena, &fault) != LUDOS_SUCCESS || ludos_find(arena, argv[2], &region, &fault) != LUDOS_SUCCESS
        || ludos_open_reader(region, &reader, &fault) != LUDOS_SUCCESS) return fail_with("cannot attach");
    if (!ludos_schema_of(region)->is_dynamic) return fail_with("the region is not dynamic");
    uint64_t last = strtoull(argv[3], NULL, 10), seen = 1, whole = 0;
    printf("following\n");
    fflush(stdout);
    while (seen < last) {
        if (ludos_wait(region, seen, 20000000000, NULL) != LUDOS_SUCCESS) return fail_with("no more epochs");
        ludos_view view;
        if (ludos_pin(reader, &view) != LUDOS_SUCCESS) return fail_with("cannot pin");
        bool holds = view.elements == view.epoch % 5000 && view.size_bytes == view.elements * sizeof(uint64_t);
        const uint64_t *words = view.bytes;
        for (uint32_t i = 0; holds && i < view.elements; i++) holds = words[i] == ((view.epoch * 0x9E3779B97F4A7C15ull) ^ i);
        if (ludos_close(reader) != LUDOS_SUCCESS) continue;
        if (!holds || view.epoch < seen) return fail_with("an epoch is not whole");
        seen = view.epoch;
        whole++;
    }
    printf("%llu\n", (unsigned long long)whole);
    ludos_free_reader(reader);
    ludos_detach(arena);
    return 0;
}
