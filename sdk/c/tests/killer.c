/* Kills writers and readers of a live arena at random instants, and looks after each kill whether the arena is still whole.
 *     killer SOCKET KILLS SEED REGION...
 * The owner grants every region to any process. Contents are patterns of their epoch, so that half a write, or a mixture of two, cannot pass.
 * Prints one line a finding and exits with 1 on the first; else prints what was done and exits with 0. */
#include "../ludos.c"

#include <sys/prctl.h>
#include <sys/wait.h>

enum { MAX_REGIONS_HERE = 8, READERS = 2, LEASE_MS = 3000, KILL_SOON_PERCENT = 25, LONGEST_LIFE_US = 2500, READ_TRIES = 200000, BAD = 77, PUBLISHES_AFTER_PINS = 12 };

static uint64_t random_state;

static uint64_t next_random(void) {
    random_state += 0x9e3779b97f4a7c15ull;
    uint64_t z = random_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

static uint32_t random_below(uint32_t limit) { return (uint32_t)(next_random() % limit); }

static void sleep_us(uint32_t us) {
    struct timespec time = {.tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000};
    (void)nanosleep(&time, NULL);
}

__attribute__((format(printf, 1, 2), noreturn))
static void give_up(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vprintf(format, arguments);
    va_end(arguments);
    (void)printf("\n");
    (void)fflush(stdout);
    _exit(BAD);
}

/* ---- Contents ---- */

static uint64_t pattern(uint64_t epoch, size_t index) { return epoch * 0x9e3779b97f4a7c15ull ^ index; }

static void fill(void *bytes, size_t size, uint64_t epoch) {
    uint64_t *words = bytes;
    for (size_t i = 0; i < size / sizeof *words; i++) words[i] = pattern(epoch, i);
}

/* The first content, of epoch 1, is zeros. */
static bool holds(const void *bytes, size_t size, uint64_t epoch) {
    const uint64_t *words = bytes;
    for (size_t i = 0; i < size / sizeof *words; i++) {
        if (words[i] != (epoch == 1 ? 0 : pattern(epoch, i))) return false;
    }
    return true;
}

static ludos_region *find(ludos_arena *arena, const char *name) {
    ludos_fault fault;
    ludos_region *region;
    if (ludos_find(arena, name, &region, &fault) != LUDOS_SUCCESS) give_up("region %s: %s", name, fault.message);
    return region;
}

/* ---- Children ---- */

static ludos_arena *attach_as_child(const char *path, const ludos_arena *inherited) {
    ludos_fault fault;
    ludos_arena *arena;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)close(inherited->socket);
    ludos_code code = LUDOS_REFUSED;
    /* The owner may not yet have noticed the deaths of those before. */
    for (int attempt = 0; attempt < 200 && code == LUDOS_REFUSED; attempt++) {
        code = ludos_attach(path, &arena, &fault);
        if (code == LUDOS_REFUSED) sleep_us(5000);
    }
    if (code != LUDOS_SUCCESS) give_up("a child cannot attach: %s", fault.message);
    return arena;
}

static ludos_writer *take_over(ludos_region *region) {
    ludos_fault fault;
    ludos_writer *writer;
    int64_t until = now_ns() + (int64_t)LEASE_MS * 1000000;
    ludos_code code;
    while ((code = ludos_acquire_writer(region, &writer, &fault)) == LUDOS_LEASE_HELD && now_ns() < until) sleep_us(500);
    if (code != LUDOS_SUCCESS) give_up("the next writer of %s does not get its lease: %s", region->schema.name, fault.message);
    return writer;
}

/* Writes until killed. One byte on `started` says that it holds the lease. */
static void write_for_ever(const char *path, const ludos_arena *inherited, const char *name, bool carries, int started) {
    ludos_arena *arena = attach_as_child(path, inherited);
    ludos_region *region = find(arena, name);
    ludos_writer *writer = take_over(region);
    if (write(started, "w", 1) != 1) _exit(0);
    for (uint64_t expected = epoch_of(writer->word); ; expected++) {
        void *bytes;
        uint64_t epoch;
        uint32_t roll = random_below(16);
        ludos_mode mode = !carries ? LUDOS_REPLACE : (roll & 1) != 0 ? LUDOS_PATCH : LUDOS_CARRY;
        if (ludos_begin(writer, mode, &bytes) != LUDOS_SUCCESS) give_up("%s: a writer that holds the lease cannot begin", name);
        if ((mode != LUDOS_REPLACE || region->schema.slots == 1) && !holds(bytes, region->schema.size_bytes, expected)) give_up("%s: a carried write does not begin as epoch %llu", name, (unsigned long long)expected);
        if (mode == LUDOS_PATCH) (void)ludos_change(writer, 0, region->schema.size_bytes);
        fill(bytes, region->schema.size_bytes, expected + 1);
        if (roll == 5) {
            (void)ludos_discard(writer);
            expected--;
            continue;
        }
        if (ludos_publish(writer, &epoch) != LUDOS_SUCCESS || epoch != expected + 1) give_up("%s: a writer that holds the lease cannot publish epoch %llu", name, (unsigned long long)expected + 1);
    }
}

/* Reads until killed: whole epochs only, never back. */
static void read_for_ever(const char *path, const ludos_arena *inherited, char **names, int count, int started) {
    ludos_arena *arena = attach_as_child(path, inherited);
    ludos_reader *readers[MAX_REGIONS_HERE];
    uint64_t last[MAX_REGIONS_HERE] = {0};
    for (int i = 0; i < count; i++) {
        if (ludos_open_reader(find(arena, names[i]), &readers[i], NULL) != LUDOS_SUCCESS) give_up("no reader");
    }
    if (write(started, "r", 1) != 1) _exit(0);
    for (int i = 0; ; i = (i + 1) % count) {
        ludos_view view;
        ludos_code code = ludos_pin(readers[i], &view);
        if (code != LUDOS_SUCCESS) give_up("a reader of %s cannot pin: %s", names[i], ludos_code_name(code));
        bool is_whole = holds(view.bytes, view.size_bytes, view.epoch);
        if (ludos_close(readers[i]) != LUDOS_SUCCESS) continue;
        if (!is_whole) give_up("a read of %s said Ok, and is not whole at epoch %llu", names[i], (unsigned long long)view.epoch);
        if (view.epoch < last[i]) give_up("%s went back from epoch %llu to %llu", names[i], (unsigned long long)last[i], (unsigned long long)view.epoch);
        last[i] = view.epoch;
    }
}

typedef struct child {
    pid_t pid;
    int started;
} child;

static child start(const char *path, const ludos_arena *inherited, char **names, int count, int region, bool carries) {
    int ends[2];
    if (pipe(ends) != 0) give_up("no pipe");
    (void)fflush(stdout);
    (void)next_random();
    pid_t pid = fork();
    if (pid < 0) give_up("fork: %s", strerror(errno));
    if (pid == 0) {
        (void)close(ends[0]);
        random_state ^= (uint64_t)getpid() << 32;
        if (region >= 0) write_for_ever(path, inherited, names[region], carries, ends[1]);
        else read_for_ever(path, inherited, names, count, ends[1]);
    }
    (void)close(ends[1]);
    return (child){.pid = pid, .started = ends[0]};
}

static bool has_started(const child *of) {
    char byte;
    ssize_t got;
    do got = read(of->started, &byte, 1);
    while (got < 0 && errno == EINTR);
    return got == 1;
}

static void end(child *of, bool at_once) {
    int status;
    if (!at_once && !has_started(of)) (void)0; /* it gave up: its status says so */
    if (!at_once) sleep_us(random_below(LONGEST_LIFE_US));
    (void)kill(of->pid, SIGKILL);
    while (waitpid(of->pid, &status, 0) < 0 && errno == EINTR) { }
    (void)close(of->started);
    if (WIFEXITED(status) && WEXITSTATUS(status) == BAD) give_up("a child found something amiss");
    if (!WIFSIGNALED(status)) give_up("a child ended by itself with status %d", status);
    of->pid = 0;
}

/* ---- The checker ---- */

typedef struct checked {
    ludos_region *region;
    ludos_reader *reader;
    uint64_t last;
} checked;

/* The region can be read whole at once, and its epoch did not go back. A writer killed in place leaves its region unreadable until its heir comes: then
 * the caller brings one. */
static bool look(checked *of) {
    for (int attempt = 0; attempt < READ_TRIES; attempt++) {
        ludos_view view;
        ludos_code code = ludos_pin(of->reader, &view);
        if (code != LUDOS_SUCCESS) give_up("%s cannot be pinned after a kill: %s", of->region->schema.name, ludos_code_name(code));
        bool is_whole = holds(view.bytes, view.size_bytes, view.epoch);
        if (ludos_close(of->reader) != LUDOS_SUCCESS) {
            if (of->region->schema.slots == 1) return false;
            continue;
        }
        if (!is_whole) give_up("%s is not whole at epoch %llu", of->region->schema.name, (unsigned long long)view.epoch);
        if (view.epoch < of->last) give_up("%s went back from epoch %llu to %llu", of->region->schema.name, (unsigned long long)of->last, (unsigned long long)view.epoch);
        of->last = view.epoch;
        return true;
    }
    give_up("%s cannot be read after a kill", of->region->schema.name);
}

/* Writes a few epochs as the heir. No pin of the dead may cost a live reader its slot: nothing is revoked, since nobody reads now. */
static void inherit(checked *of, bool nobody_reads) {
    void *bytes;
    ludos_writer *writer = take_over(of->region);
    uint64_t revoked = load64(&lease_in(writer->mapped)->revocations), epoch = epoch_of(writer->word);
    if (epoch < of->last) give_up("%s: the heir finds epoch %llu after %llu", of->region->schema.name, (unsigned long long)epoch, (unsigned long long)of->last);
    for (int i = 0; i < PUBLISHES_AFTER_PINS; i++) {
        if (ludos_begin(writer, LUDOS_CARRY, &bytes) != LUDOS_SUCCESS || !holds(bytes, of->region->schema.size_bytes, epoch + (uint64_t)i)) give_up("%s: the heir finds half a write", of->region->schema.name);
        fill(bytes, of->region->schema.size_bytes, epoch + (uint64_t)i + 1);
        if (ludos_publish(writer, NULL) != LUDOS_SUCCESS) give_up("%s: the heir cannot publish", of->region->schema.name);
    }
    uint64_t now = load64(&lease_in(writer->mapped)->revocations);
    ludos_free_writer(writer);
    if (nobody_reads && now != revoked) give_up("%s: pins of the dead held slots: %llu were overrun", of->region->schema.name, (unsigned long long)(now - revoked));
    if (!look(of)) give_up("%s cannot be read after its heir wrote", of->region->schema.name);
}

int main(int count, char **given) {
    ludos_fault fault;
    ludos_arena *arena;
    if (count < 5 || count - 4 > MAX_REGIONS_HERE) give_up("usage: killer SOCKET KILLS SEED REGION...");
    const char *path = given[1];
    long kills = strtol(given[2], NULL, 10), done = 0, in_place = 0, readers_killed = 0;
    random_state = strtoull(given[3], NULL, 10);
    char **names = given + 4;
    int regions = count - 4;
    if (ludos_attach(path, &arena, &fault) != LUDOS_SUCCESS) give_up("%s", fault.message);
    checked all[MAX_REGIONS_HERE];
    for (int i = 0; i < regions; i++) {
        all[i] = (checked){.region = find(arena, names[i])};
        if (ludos_open_reader(all[i].region, &all[i].reader, &fault) != LUDOS_SUCCESS) give_up("%s", fault.message);
    }
    child readers[READERS];
    for (int i = 0; i < READERS; i++) readers[i] = start(path, arena, names, regions, -1, false);
    while (done < kills) {
        uint32_t target = random_below((uint32_t)regions);
        child writer = start(path, arena, names, regions, (int)target, random_below(2) == 0);
        end(&writer, random_below(100) < KILL_SOON_PERCENT);
        done++;
        bool is_readable = look(&all[target]);
        in_place += !is_readable;
        if (!is_readable || random_below(4) == 0) inherit(&all[target], false);
        if (random_below(4) == 0) {
            uint32_t which = random_below(READERS);
            end(&readers[which], false);
            readers_killed++;
            done++;
            readers[which] = start(path, arena, names, regions, -1, false);
        }
    }
    for (int i = 0; i < READERS; i++) end(&readers[i], false);
    /* The owner lifts the pin pages of the dead when their connections close. */
    sleep_us(300000);
    for (int i = 0; i < regions; i++) inherit(&all[i], true);
    for (int i = 0; i < regions; i++) ludos_free_reader(all[i].reader);
    ludos_detach(arena);
    printf("%ld kills, %ld of them readers, %ld in the middle of a write in place; every region whole\n", done, readers_killed, in_place);
    return 0;
}
