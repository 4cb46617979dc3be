/* What programs do with files through a C library: each line says what happened. Runs in an empty folder named /data. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void said(const char *what, long result)
{
    if (result < 0) printf("%s: errno %d\n", what, errno);
    else printf("%s: %ld\n", what, result);
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static void list(const char *path)
{
    struct dirent **names;
    int count = scandir(path, &names, 0, by_name);
    printf("%s:", path);
    for (int i = 0; i < count; i++)
        if (names[i]->d_name[0] != '.') printf(" %s(%d)", names[i]->d_name, names[i]->d_type);
    printf("\n");
}

static void text(void)
{
    char line[64];
    FILE *file = fopen("/data/a/text", "w+");
    for (int i = 0; i < 1000; i++) fprintf(file, "line %d %.3f\n", i, i / 7.0);
    said("ftell", ftell(file));
    fseek(file, -20, SEEK_END);
    while (fgets(line, sizeof line, file)) printf("%s", line);
    rewind(file);
    fscanf(file, "%63s", line);
    said("fclose", fclose(file));
    file = fopen("/data/a/text", "a");
    fputs("appended\n", file);
    said("after append", ftell(file));
    fclose(file);
    said("truncate", truncate("/data/a/text", 10));
    struct stat facts;
    said("stat", stat("/data/a/text", &facts));
    printf("%lld bytes, regular %d, links %d\n", (long long)facts.st_size, S_ISREG(facts.st_mode), (int)facts.st_nlink);
}

static void descriptors(void)
{
    char buffer[32] = { 0 };
    int fd = open("/data/a/raw", O_CREAT | O_EXCL | O_RDWR, 0600);
    said("open", fd >= 0 ? 0 : -1);
    said("again", open("/data/a/raw", O_CREAT | O_EXCL | O_RDWR, 0600));
    said("pwrite", pwrite(fd, "0123456789", 10, 5));
    said("lseek", lseek(fd, 0, SEEK_END));
    said("pread", pread(fd, buffer, 5, 8));
    printf("%s\n", buffer);
    said("ftruncate", ftruncate(fd, 8));
    said("fsync", fsync(fd));
    said("posix_fallocate", posix_fallocate(fd, 0, 100));
    struct stat facts;
    fstat(fd, &facts);
    said("size", (long)facts.st_size);
    said("lseek before", lseek(fd, -1, SEEK_SET));
    said("close", close(fd));
    said("close again", close(fd));
    fd = open("/data/a/raw", O_RDONLY);
    said("write to read-only", write(fd, "x", 1));
    close(fd);
    said("open folder to write", open("/data/a", O_RDWR));
    said("open none", open("/data/none", O_RDONLY));
    said("below a file", open("/data/a/raw/x", O_RDONLY));
    said("isatty", isatty(1) ? 1 : 0);
}

static void names(void)
{
    char target[64] = { 0 };
    said("mkdir", mkdir("/data/a/b", 0700));
    said("mkdir again", mkdir("/data/a/b", 0700));
    said("symlink", symlink("raw", "/data/a/link"));
    said("readlink", readlink("/data/a/link", target, sizeof target - 1));
    printf("%s\n", target);
    struct stat facts;
    said("lstat", lstat("/data/a/link", &facts));
    printf("link %d\n", S_ISLNK(facts.st_mode));
    said("through link", open("/data/a/link", O_RDONLY) >= 0 ? 0 : -1);
    said("link", link("/data/a/raw", "/data/a/hard"));
    said("rename", rename("/data/a/raw", "/data/a/b/moved"));
    said("link breaks", access("/data/a/link", F_OK));
    said("rmdir full", rmdir("/data/a"));
    said("unlink folder", unlink("/data/a/b") < 0 ? -1 : 0);
    list("/data");
    list("/data/a");
    list("/data/a/b");
    said("rename over", rename("/data/a/hard", "/data/a/b/moved"));
    list("/data/a/b");
}

static void outside(void)
{
    said("up", open("/data/../secret.txt", O_RDONLY));
    said("up and back", open("/data/a/../../secret.txt", O_RDONLY));
    said("ungranted", open("/etc/passwd", O_RDONLY));
    said("rename out", rename("/data/a/text", "/data/../text"));
    said("mkdir out", mkdir("/data/../made", 0700));
}

/* Node refuses to make these links, and follows where it should not; here they can be made, and lead nowhere. */
static void upwards(void)
{
    said("link up", symlink("../a/text", "/data/a/up"));
    said("through it", access("/data/a/up", R_OK));
    said("link out", symlink("../../secret.txt", "/data/a/out"));
    said("through it", open("/data/a/out", O_RDONLY));
    said("not followed", open("/data/a/out", O_RDONLY | O_NOFOLLOW));
    said("create through it", open("/data/a/out", O_CREAT | O_RDWR, 0600));
    unlink("/data/a/up");
    unlink("/data/a/out");
}

static void clear(void)
{
    said("unlink", unlink("/data/a/text"));
    unlink("/data/a/link");
    unlink("/data/a/b/moved");
    unlink("/data/a/hard");
    said("rmdir", rmdir("/data/a/b"));
    said("rmdir", rmdir("/data/a"));
    list("/data");
}

int main(int argc, char **argv)
{
    said("mkdir", mkdir("/data/a", 0700));
    text();
    descriptors();
    names();
    outside();
    if (argc > 1) upwards();
    clear();
    return 3;
}
