/* One side of the scenarios of tests/conformance/arena, a line a command on standard input:
 *     attach socket=PATH region=NAME write=true|false        then steps, such as        write at=0 hex=0a0b        then        detach
 * The words are those of the scenario files. Answers each line with "ok" or what was other than the step says. Ends with its input. */
#include "../ludos.c"

enum { MAX_WORDS = 10, MAX_LABELS = 16, MAX_LABEL_BYTES = 32 };
static const int64_t WAIT_NS = 20000000;

typedef struct command {
    const char *op;
    int count;
    char *keys[MAX_WORDS];
    char *values[MAX_WORDS];
} command;

typedef struct labelled {
    char label[MAX_LABEL_BYTES];
    unsigned char *content; /* of the region's size */
    uint64_t epoch;
    ludos_hold *hold;
    ludos_reader *reader;
    ludos_view view;
} labelled;

static ludos_arena *arena;
static ludos_region *region;
static ludos_writer *writer;
static ludos_reader *looker;
static void *writing;
static labelled labels[MAX_LABELS];
static unsigned char *last_delta;
static size_t last_delta_bytes;
static char wrong[16384];

__attribute__((format(printf, 1, 2)))
static bool differs(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(wrong, sizeof wrong, format, arguments);
    va_end(arguments);
    return false;
}

static const char *text_of(const command *step, const char *key) {
    for (int i = 0; i < step->count; i++) {
        if (strcmp(step->keys[i], key) == 0) return step->values[i];
    }
    return NULL;
}

static uint64_t number_of(const command *step, const char *key) {
    const char *text = text_of(step, key);
    return text != NULL ? strtoull(text, NULL, 10) : UINT64_MAX;
}

static size_t bytes_of(const char *hex, unsigned char **bytes) {
    size_t count = hex != NULL ? strlen(hex) / 2 : 0;
    *bytes = malloc(count + 1);
    for (size_t i = 0; i < count; i++) {
        unsigned value = 0;
        (void)sscanf(hex + 2 * i, "%2x", &value);
        (*bytes)[i] = (unsigned char)value;
    }
    return count;
}

static bool is_code(ludos_code code, const char *what) { return code == LUDOS_SUCCESS || differs("%s says %s", what, ludos_code_name(code)); }

static bool is_number(const char *what, uint64_t found, uint64_t due) { return found == due || differs("%s is %llu, not %llu", what, (unsigned long long)found, (unsigned long long)due); }

static bool are_bytes(const char *what, const void *content, const command *step) {
    unsigned char *due;
    size_t count = bytes_of(text_of(step, "hex"), &due), at = (size_t)number_of(step, "at"), size = region->schema.size_bytes;
    bool equal = at <= size && count <= size - at && memcmp((const unsigned char *)content + at, due, count) == 0;
    free(due);
    return equal || differs("%s at %zu is not %s", what, at, text_of(step, "hex"));
}

static labelled *labelled_as(const command *step, const char *key) {
    const char *label = text_of(step, key);
    labelled *place = NULL;
    for (int i = 0; i < MAX_LABELS && label != NULL; i++) {
        if (strcmp(labels[i].label, label) == 0) return &labels[i];
        if (labels[i].label[0] == 0 && place == NULL) place = &labels[i];
    }
    if (place == NULL || strlen(label) >= MAX_LABEL_BYTES) {
        (void)differs("no room for the label %s", label != NULL ? label : "(none)");
        return NULL;
    }
    strcpy(place->label, label);
    place->content = malloc(region->schema.size_bytes);
    return place;
}

static bool do_attach(const command *step) {
    ludos_fault fault;
    if (ludos_attach(text_of(step, "socket"), &arena, &fault) != LUDOS_SUCCESS || ludos_find(arena, text_of(step, "region"), &region, &fault) != LUDOS_SUCCESS
        || ludos_open_reader(region, &looker, &fault) != LUDOS_SUCCESS) return differs("%s", fault.message);
    return strcmp(text_of(step, "write"), "true") != 0 || ludos_acquire_writer(region, &writer, &fault) == LUDOS_SUCCESS || differs("%s", fault.message);
}

static bool do_detach(const command *step) {
    (void)step;
    for (int i = 0; i < MAX_LABELS; i++) {
        if (labels[i].hold != NULL) ludos_free_hold(writer, labels[i].hold);
        ludos_free_reader(labels[i].reader);
        free(labels[i].content);
    }
    memset(labels, 0, sizeof labels);
    free(last_delta);
    last_delta = NULL;
    ludos_free_reader(looker);
    ludos_free_writer(writer);
    ludos_detach(arena);
    looker = NULL;
    writer = NULL;
    region = NULL;
    arena = NULL;
    return true;
}

/* ---- Steps of the writer ---- */

static bool do_begin(const command *step) {
    const char *mode = text_of(step, "mode");
    if (strcmp(mode, "replace") == 0) return is_code(ludos_begin(writer, LUDOS_REPLACE, &writing), "begin");
    if (strcmp(mode, "carry") == 0) return is_code(ludos_begin(writer, LUDOS_CARRY, &writing), "begin");
    if (strcmp(mode, "patch") == 0) return is_code(ludos_begin(writer, LUDOS_PATCH, &writing), "begin");
    return differs("the mode '%s' is unknown", mode);
}

static bool do_write(const command *step) {
    unsigned char *bytes;
    size_t count = bytes_of(text_of(step, "hex"), &bytes), at = (size_t)number_of(step, "at");
    unsigned char *target = writer->mode == LUDOS_PATCH ? ludos_change(writer, at, count) : (unsigned char *)writing + at;
    if (target != NULL) memcpy(target, bytes, count);
    free(bytes);
    return target != NULL || differs("the bytes at %zu cannot be changed", at);
}

static bool do_publish(const command *step) {
    uint64_t epoch = 0;
    return is_code(ludos_publish(writer, &epoch), "publish") && is_number("the published epoch", epoch, number_of(step, "epoch"));
}

static bool do_discard(const command *step) {
    (void)step;
    return is_code(ludos_discard(writer), "discard");
}

static bool do_hold(const command *step) {
    labelled *place = labelled_as(step, "label");
    return place != NULL && is_code(ludos_hold_front(writer, &place->hold), "hold");
}

static bool do_republish(const command *step) {
    uint64_t epoch = 0;
    labelled *place = labelled_as(step, "label");
    return place != NULL && is_code(ludos_republish(writer, place->hold, &epoch), "republish") && is_number("the republished epoch", epoch, number_of(step, "epoch"));
}

static bool do_release(const command *step) {
    labelled *place = labelled_as(step, "label");
    if (place == NULL) return false;
    ludos_free_hold(writer, place->hold);
    place->hold = NULL;
    return true;
}

/* ---- Steps of readers ---- */

static bool do_pin(const command *step) {
    labelled *place = labelled_as(step, "reader");
    if (place == NULL) return false;
    if (place->reader == NULL && !is_code(ludos_open_reader(region, &place->reader, NULL), "opening a reader")) return false;
    return is_code(ludos_pin(place->reader, &place->view), "pin") && is_number("the pinned epoch", place->view.epoch, number_of(step, "epoch"));
}

static bool do_read(const command *step) {
    labelled *place = labelled_as(step, "reader");
    return place != NULL && are_bytes("what is read", place->view.bytes, step);
}

static bool do_close(const command *step) {
    labelled *place = labelled_as(step, "reader");
    const char *outcome = place == NULL ? "" : ludos_close(place->reader) == LUDOS_SUCCESS ? "ok" : "revoked";
    return strcmp(outcome, text_of(step, "outcome")) == 0 || differs("the outcome is '%s', not '%s'", outcome, text_of(step, "outcome"));
}

/* A look at the front as it is, whatever a writer in place is doing to it. */
static bool look(void *content, uint64_t *epoch) {
    ludos_view view;
    if (!is_code(ludos_pin(looker, &view), "a look at the front")) return false;
    memcpy(content, view.bytes, view.size_bytes);
    *epoch = view.epoch;
    (void)ludos_close(looker);
    return true;
}

static bool do_front(const command *step) {
    uint64_t epoch = 0;
    unsigned char *content = malloc(region->schema.size_bytes);
    bool is_right = look(content, &epoch) && is_number("the epoch", epoch, number_of(step, "epoch")) && is_number("ludos_epoch", ludos_epoch(region), epoch) && are_bytes("the front", content, step);
    free(content);
    return is_right;
}

static bool do_wait(const command *step) {
    ludos_code code = ludos_wait(region, number_of(step, "after"), WAIT_NS, NULL), due = strcmp(text_of(step, "woken"), "true") == 0 ? LUDOS_SUCCESS : LUDOS_TIMED_OUT;
    return code == due || differs("the wait says %s", ludos_code_name(code));
}

/* ---- Steps of deltas ---- */

static bool do_keep(const command *step) {
    labelled *place = labelled_as(step, "label");
    return place != NULL && look(place->content, &place->epoch);
}

static bool do_delta(const command *step) {
    labelled *from = labelled_as(step, "from"), *to = labelled_as(step, "to");
    size_t room = region->schema.size_bytes + 56;
    if (from == NULL || to == NULL) return false;
    free(last_delta);
    last_delta = malloc(room);
    if (!is_code(ludos_delta_encode(from->content, to->content, region->schema.size_bytes, region->schema.stride_bytes, 0, from->epoch, to->epoch, last_delta, room, &last_delta_bytes), "the delta")) return false;
    unsigned char *due;
    bool is_given = text_of(step, "hex") != NULL;
    size_t count = bytes_of(text_of(step, "hex"), &due);
    bool equal = !is_given || (count == last_delta_bytes && memcmp(due, last_delta, count) == 0);
    free(due);
    return equal || differs("the delta has %zu bytes and is not %s", last_delta_bytes, text_of(step, "hex"));
}

/* OUT_OF_BOUNDS as outOfBounds. */
static void as_result(const char *code, char *result) {
    bool is_large = false;
    for (; *code != 0; code++) {
        if (*code != '_') *result++ = (char)(is_large ? *code : *code | 0x20);
        is_large = *code == '_';
    }
    *result = 0;
}

static bool do_apply(const command *step) {
    labelled *place = labelled_as(step, "label");
    unsigned char *given;
    char result[64] = "ok";
    size_t count = bytes_of(text_of(step, "delta"), &given);
    if (text_of(step, "delta") == NULL) {
        free(given);
        given = memcpy(malloc(last_delta_bytes), last_delta, last_delta_bytes);
        count = last_delta_bytes;
    }
    if (place == NULL) return false;
    ludos_code code = ludos_delta_apply(given, count, place->content, region->schema.size_bytes, region->schema.stride_bytes, &place->epoch);
    free(given);
    if (code != LUDOS_SUCCESS) as_result(ludos_code_name(code), result);
    if (strcmp(result, text_of(step, "result")) != 0) return differs("the result is '%s', not '%s'", result, text_of(step, "result"));
    return is_number("the epoch afterwards", place->epoch, number_of(step, "epoch")) && are_bytes("the content afterwards", place->content, step);
}

static bool execute(const command *step) {
    static const struct {
        const char *op;
        bool (*run)(const command *step);
        bool writes;
    } known[] = {
        {"attach", do_attach, false}, {"detach", do_detach, false}, {"begin", do_begin, true}, {"write", do_write, true}, {"publish", do_publish, true},
        {"discard", do_discard, true}, {"hold", do_hold, true}, {"republish", do_republish, true}, {"release", do_release, true}, {"pin", do_pin, false},
        {"read", do_read, false}, {"close", do_close, false}, {"front", do_front, false}, {"wait", do_wait, false}, {"keep", do_keep, false},
        {"delta", do_delta, false}, {"apply", do_apply, false}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].op, step->op) != 0) continue;
        if (known[i].writes && writer == NULL) return differs("this side does not write, and was told to %s", step->op);
        return known[i].run(step);
    }
    return differs("the step '%s' is unknown", step->op);
}

static bool parse(char *line, command *step) {
    char *rest = line;
    memset(step, 0, sizeof *step);
    step->op = strtok_r(line, " \n", &rest);
    for (char *word; step->op != NULL && (word = strtok_r(NULL, " \n", &rest)) != NULL;) {
        char *equals = strchr(word, '=');
        if (equals == NULL || step->count == MAX_WORDS) return false;
        *equals = 0;
        step->keys[step->count] = word;
        step->values[step->count++] = equals + 1;
    }
    return step->op != NULL;
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        command step;
        bool is_right = parse(line, &step) ? execute(&step) : differs("the line is no command");
        puts(is_right ? "ok" : wrong);
        (void)fflush(stdout);
    }
    free(line);
    return 0;
}
