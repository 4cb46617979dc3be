/* What of the library needs no game: deltas, the reader of JSON, directory entries, the fault reporter. Built with sanitizers by the tests.
 *     check           runs all of it; prints one line a finding and exits with 1 when there is any
 *     check touch     hands a segment over and touches it: ends by SIGSEGV, having told which it was
 *     check touch-named      the same with one that the C# runtime would have handed over */
#include "../ludos.c"

enum { ROUNDS = 30000, MOST_BYTES = 700 };

static int findings;
static uint64_t seed = 20261121;

static void expect(bool is_so, const char *what) {
    if (is_so) return;
    findings++;
    printf("not so: %s\n", what);
}

static uint32_t below(uint32_t limit) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(seed >> 33) % limit;
}

/* A copy of exactly that size, so that a step outside is seen. */
static unsigned char *exact(const void *bytes, size_t count) {
    unsigned char *copy = malloc(count > 0 ? count : 1);
    if (count > 0) memcpy(copy, bytes, count);
    return copy;
}

/* Flips, replaces, cuts and repeats bytes. */
static size_t mutate(unsigned char *bytes, size_t count, size_t room) {
    for (uint32_t times = 1 + below(4); times > 0 && count > 0; times--) {
        uint32_t at = below((uint32_t)count);
        switch (below(5)) {
        case 0: bytes[at] ^= (unsigned char)(1u << below(8)); break;
        case 1: bytes[at] = (unsigned char)below(256); break;
        case 2: bytes[at] = below(2) ? 0 : 255; break;
        case 3: count = at; break;
        default:
            if (count < room) {
                memmove(bytes + at + 1, bytes + at, count - at);
                count++;
            }
        }
    }
    return count;
}

/* ---- Deltas ---- */

static void deltas_lead_from_one_content_to_the_other(void) {
    for (int round = 0; round < 2000; round++) {
        uint32_t size = below(MOST_BYTES) + 1;
        unsigned char *before = malloc(size), *after = malloc(size), *delta = malloc(size + 56);
        for (uint32_t i = 0; i < size; i++) before[i] = (unsigned char)below(256);
        memcpy(after, before, size);
        for (uint32_t changes = below(6); changes > 0; changes--) after[below(size)] ^= (unsigned char)(1 + below(255));
        size_t written = 0;
        expect(ludos_delta_encode(before, after, size, 1, 3, 7, 9, delta, size + 56, &written) == LUDOS_SUCCESS, "a delta fits into its content and 56 bytes");
        unsigned char *small = malloc(written);
        size_t again = 0;
        expect(ludos_delta_encode(before, after, size, 1, 3, 7, 9, small, written - 1, &again) == LUDOS_TOO_SMALL, "one byte less is too small");
        expect(ludos_delta_encode(before, after, size, 1, 3, 7, 9, small, written, &again) == LUDOS_SUCCESS && again == written && memcmp(small, delta, written) == 0, "the same delta fits into its own size");
        uint64_t epoch = 6;
        unsigned char *content = exact(before, size);
        expect(ludos_delta_apply(small, written, content, size, 1, &epoch) == LUDOS_WRONG_BASE && epoch == 6 && memcmp(content, before, size) == 0, "a wrong base changes nothing");
        epoch = 7;
        expect(ludos_delta_apply(small, written, content, size, 1, &epoch) == LUDOS_SUCCESS && epoch == 9 && memcmp(content, after, size) == 0, "applying leads to the second content");
        expect(ludos_delta_apply(small, written, content, size, 1, &epoch) == LUDOS_SUCCESS && memcmp(content, after, size) == 0, "applying twice changes nothing");
        free(before), free(after), free(delta), free(small), free(content);
    }
}

static void damaged_deltas_change_nothing(void) {
    unsigned char before[200] = {0}, after[200], delta[300], bytes[400];
    size_t length = 0;
    memset(after, 9, sizeof after);
    memset(after + 40, 0, 80);
    (void)ludos_delta_encode(before, after, sizeof before, 4, 0, 1, 2, delta, sizeof delta, &length);
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(bytes, delta, length);
        size_t count = mutate(bytes, length, sizeof bytes);
        /* Half of them get a true checksum again, so that what lies behind it is reached. */
        if (count > sizeof(ludos_delta_head) && below(2) == 0) {
            uint32_t sum = crc32c(bytes + sizeof(ludos_delta_head), count - sizeof(ludos_delta_head), 0);
            memcpy(bytes + offsetof(ludos_delta_head, checksum), &sum, sizeof sum);
        }
        unsigned char *given = exact(bytes, count), *content = exact(before, sizeof before);
        uint64_t epoch = 1;
        if (ludos_delta_apply(given, count, content, sizeof before, 4, &epoch) != LUDOS_SUCCESS) {
            expect(epoch == 1 && memcmp(content, before, sizeof before) == 0, "a refused delta changes nothing");
        }
        free(given), free(content);
    }
}

/* ---- JSON ---- */

static const char status[] =
    "{\"ok\":true,\"result\":{\"id\":\"shoal\",\"tick\":12,\"fault\":null,\"list\":[1,-2.5e3,{\"id\":\"inner\",\"deep\":[[[]]]},\"\\u00e9\\ud83d\\ude00\"],"
    "\"name\":\"Shoal \\u00e9\\ud83d\\ude00\\n\",\"arena\":\"/run/1.arena\"}}\n";

static bool read_status(const char *text, size_t count, game_answer *game) {
    json reader = {.at = text, .end = text + count};
    memset(game, 0, sizeof *game);
    return read_members(&reader, game, false);
}

static void answers_are_read(void) {
    game_answer game;
    expect(read_status(status, sizeof status - 1, &game), "the answer is read");
    expect(strcmp(game.id, "shoal") == 0 && strcmp(game.arena, "/run/1.arena") == 0, "what lies deeper is not taken for the top");
    expect(strcmp(game.name, "Shoal \xc3\xa9\xf0\x9f\x98\x80\n") == 0, "escapes become UTF-8");
    char deep[4096];
    memset(deep, '[', sizeof deep);
    memcpy(deep, "{\"x\":", 5);
    expect(!read_status(deep, sizeof deep, &game), "depth is limited");
}

static void damaged_answers_are_survived(void) {
    for (int round = 0; round < ROUNDS; round++) {
        unsigned char bytes[sizeof status + 40];
        game_answer game;
        memcpy(bytes, status, sizeof status - 1);
        size_t count = mutate(bytes, sizeof status - 1, sizeof bytes);
        unsigned char *given = exact(bytes, count);
        (void)read_status((const char *)given, count, &game);
        expect(memchr(game.id, 0, sizeof game.id) != NULL && memchr(game.name, 0, sizeof game.name) != NULL && memchr(game.arena, 0, sizeof game.arena) != NULL, "texts end");
        free(given);
    }
}

/* ---- Directory entries ---- */

static void seal_entry(unsigned char *entry) {
    uint32_t zero = 0, sum, generation;
    memcpy(&generation, entry + offsetof(ludos_directory_entry, generation), sizeof generation);
    memcpy(entry + offsetof(ludos_directory_entry, checksum), &zero, sizeof zero);
    memcpy(entry + offsetof(ludos_directory_entry, generation), &zero, sizeof zero);
    sum = crc32c(entry, LUDOS_CONTROL_ENTRIES_STRIDE, 0);
    memcpy(entry + offsetof(ludos_directory_entry, checksum), &sum, sizeof sum);
    memcpy(entry + offsetof(ludos_directory_entry, generation), &generation, sizeof generation);
}

static void make_entry(unsigned char *entry) {
    ludos_directory_entry head = {.segment_bytes = 65536 * 4, .capacity = 10, .stride = 12, .slots = 3, .field_count = 2, .name_bytes = 4, .generation = 1};
    ludos_field_entry first = {.id = 1, .type = LUDOS_F32, .name_bytes = 1, .count = 2}, second = {.id = 2, .type = LUDOS_U8, .name_bytes = 1, .count = 3};
    memset(entry, 0, LUDOS_CONTROL_ENTRIES_STRIDE);
    memcpy(entry, &head, sizeof head);
    memcpy(entry + LUDOS_ENTRY_NAME_OFFSET, "ball", 4);
    memcpy(entry + LUDOS_ENTRY_FIELDS_OFFSET, &first, sizeof first);
    memcpy(entry + LUDOS_ENTRY_FIELD_NAMES_OFFSET, "p", 1);
    memcpy(entry + LUDOS_ENTRY_FIELDS_OFFSET + LUDOS_ENTRY_FIELDS_STRIDE, &second, sizeof second);
    memcpy(entry + LUDOS_ENTRY_FIELD_NAMES_OFFSET + LUDOS_ENTRY_FIELDS_STRIDE, "c", 1);
    seal_entry(entry);
}

static void entries_are_checked(void) {
    unsigned char *control = calloc(2, LUDOS_CONTROL_ENTRIES_STRIDE);
    unsigned char *entry = control + LUDOS_CONTROL_ENTRIES_OFFSET;
    segment mapped = {.references = 1, .bytes = 2 * LUDOS_CONTROL_ENTRIES_STRIDE, .base = control};
    ludos_arena arena = {.control = &mapped, .max_regions = 1};
    ludos_region region = {.arena = &arena};
    uint32_t generation;
    make_entry(entry);
    expect(read_entry(&arena, &region, &generation, NULL) == LUDOS_SUCCESS && strcmp(region.schema.name, "ball") == 0 && region.schema.fields[1].offset_bytes == 8, "a true entry is read");
    entry[LUDOS_ENTRY_NAME_OFFSET] = 'w';
    expect(read_entry(&arena, &region, &generation, NULL) == LUDOS_CORRUPT, "the checksum guards the entry");
    for (int round = 0; round < ROUNDS; round++) {
        make_entry(entry);
        for (uint32_t times = 1 + below(4); times > 0; times--) entry[below(below(2) ? 48 : 320)] = (unsigned char)(below(2) ? below(256) : 255);
        seal_entry(entry);
        region = (ludos_region){.arena = &arena};
        if (read_entry(&arena, &region, &generation, NULL) != LUDOS_SUCCESS) continue;
        const ludos_schema *schema = &region.schema;
        uint64_t end = 0;
        for (uint32_t f = 0; f < schema->field_count; f++) end = schema->fields[f].offset_bytes + (uint64_t)schema->fields[f].count * type_bytes[schema->fields[f].type];
        bool has_room = region.kind != LUDOS_REGION_KIND_FIXED || region.segment_bytes >= LUDOS_REGION_CONTENT_OFFSET + (schema->slots == 1 ? 2 : schema->slots) * region.pitch_bytes;
        expect(end <= schema->stride_bytes && schema->size_bytes == (size_t)schema->capacity * schema->stride_bytes && schema->size_bytes <= region.pitch_bytes && has_room, "what is taken for a schema fits into its segment");
    }
    free(control);
}

/* ---- The rest ---- */

static void misuse_is_told(void) {
    ludos_arena *arena;
    ludos_fault fault = {.code = LUDOS_SUCCESS};
    expect(ludos_attach(NULL, &arena, &fault) == LUDOS_MISUSE && fault.code == LUDOS_MISUSE && fault.message[0] != 0, "no game is misuse");
    expect(ludos_attach("/no/such/socket", &arena, &fault) == LUDOS_CONNECT_FAILED && arena == NULL && strstr(fault.message, "/no/such/socket") != NULL, "a missing socket is named");
    expect(ludos_attach("no game has this name", &arena, &fault) == LUDOS_NO_SUCH_GAME && fault.mend[0] != 0, "a missing game has a mend");
    expect(ludos_attach("/no/such/socket", &arena, NULL) == LUDOS_CONNECT_FAILED, "a fault need not be taken");
    ludos_detach(NULL), ludos_free_reader(NULL), ludos_free_writer(NULL), ludos_free_hold(NULL, NULL);
    expect(strcmp(ludos_code_name(LUDOS_LEASE_HELD), "LEASE_HELD") == 0 && strcmp(ludos_code_name((ludos_code)77), "UNKNOWN") == 0, "codes have names");
    expect(crc32c("123456789", 9, 0) == 0xe3069283, "CRC-32C of the check text");
}

static void ranges_are_watched(void) {
    ludos_fault fault;
    size_t bytes = (size_t)sysconf(_SC_PAGESIZE);
    char *pages[MAX_WATCHED + 1];
    for (int i = 0; i <= MAX_WATCHED; i++) {
        pages[i] = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        expect(ludos_watch_transferred(pages[i], bytes, "page", &fault) == (i < MAX_WATCHED ? LUDOS_SUCCESS : LUDOS_OUT_OF_MEMORY), "64 ranges are watched, and no more");
    }
    for (int i = 0; i <= MAX_WATCHED; i++) {
        ludos_forget_transferred(pages[i]);
        (void)munmap(pages[i], bytes);
    }
    expect(ludos_watch_transferred(NULL, bytes, "page", &fault) == LUDOS_MISUSE, "no range is misuse");
}

/* As the C# runtime leaves it behind. */
static int touch_named(void) {
    size_t bytes = 2 * (size_t)sysconf(_SC_PAGESIZE);
    int file = memfd_create("ludos:tiles:transferred-to-4711", MFD_CLOEXEC);
    (void)signal(SIGSEGV, SIG_DFL);
    if (file < 0 || ftruncate(file, (off_t)bytes) != 0 || ludos_report_faults(NULL) != LUDOS_SUCCESS) return 1;
    char *kept = mmap(NULL, bytes, PROT_NONE, MAP_SHARED, file, 0);
    return *(volatile char *)(kept + 4099);
}

static int touch(void) {
    ludos_fault fault;
    size_t bytes = 3 * (size_t)sysconf(_SC_PAGESIZE);
    char *handed = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)signal(SIGSEGV, SIG_DFL);
    if (ludos_report_faults(&fault) != LUDOS_SUCCESS || ludos_watch_transferred(handed, bytes, "frames", &fault) != LUDOS_SUCCESS) return 1;
    return *(volatile char *)(handed + 5000);
}

int main(int count, char **given) {
    if (count == 2 && strcmp(given[1], "touch") == 0) return touch();
    if (count == 2 && strcmp(given[1], "touch-named") == 0) return touch_named();
    deltas_lead_from_one_content_to_the_other();
    damaged_deltas_change_nothing();
    answers_are_read();
    damaged_answers_are_survived();
    entries_are_checked();
    misuse_is_told();
    ranges_are_watched();
    if (findings == 0) printf("all is so\n");
    return findings == 0 ? 0 : 1;
}
