/* Makes a database in a file, asks it, changes it, opens it again. */
#include <stdio.h>
#include <stdlib.h>
#include "sqlite3.h"

static int row(void *unused, int count, char **values, char **names)
{
    for (int i = 0; i < count; i++) printf("%s%s", i ? "|" : "", values[i] ? values[i] : "NULL");
    printf("\n");
    return 0;
}

static void run(sqlite3 *database, const char *sql)
{
    char *message = 0;
    int code = sqlite3_exec(database, sql, row, 0, &message);
    if (code != SQLITE_OK) printf("%d: %s\n", code, message);
    sqlite3_free(message);
}

static sqlite3 *opened(const char *path)
{
    sqlite3 *database;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix-none") != SQLITE_OK) {
        printf("open: %s\n", sqlite3_errmsg(database));
        exit(1);
    }
    return database;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : ":memory:";
    int rows = argc > 2 ? atoi(argv[2]) : 2000;
    sqlite3 *database = opened(path);
    sqlite3_stmt *insert;
    printf("sqlite %s\n", sqlite3_libversion());
    run(database, "create table unit(id integer primary key, name text not null, cost real, home int); create table home(id integer primary key, title text unique);");
    run(database, "begin");
    for (int i = 0; i < 10; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "insert into home values(%d, 'home %c')", i, 'a' + i);
        run(database, sql);
    }
    sqlite3_prepare_v2(database, "insert into unit(name, cost, home) values(?, ?, ?)", -1, &insert, 0);
    unsigned state = 7;
    for (int i = 0; i < rows; i++) {
        char name[32];
        state = state * 1664525u + 1013904223u;
        snprintf(name, sizeof name, "unit-%u", state >> 12);
        sqlite3_bind_text(insert, 1, name, -1, SQLITE_TRANSIENT);
        sqlite3_bind_double(insert, 2, (state >> 16) / 7.0);
        sqlite3_bind_int(insert, 3, (int)(state >> 20) % 11);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run(database, "commit; create index by_cost on unit(cost); create index by_home on unit(home, name)");
    run(database, "select count(*), round(avg(cost), 6), max(name), total(cost) from unit");
    run(database, "select title, count(unit.id), round(sum(cost), 3) from home left join unit on home = home.id group by title order by 3 desc limit 5");
    run(database, "select name, rank() over (partition by home order by cost desc) as place from unit where home = 3 order by place, name limit 4");
    run(database, "with recursive f(a, b) as (select 0, 1 union all select b, a + b from f where b < 1e15) select max(b), count(*) from f");
    run(database, "select json_extract('{\"a\":[1,2,{\"b\":\"x\"}]}', '$.a[2].b'), printf('%.10g', 1/3.0), upper(hex('ludos')), like('%gi%', 'region')");
    run(database, "insert into home values(3, 'again')");
    run(database, "select nothing from nowhere");
    run(database, "update unit set cost = cost * 2 where id % 3 = 0; delete from unit where id % 5 = 0; select changes()");
    sqlite3_close(database);
    if (argc > 1) {
        database = opened(path);
        run(database, "pragma integrity_check; select count(*), round(total(cost), 4) from unit; vacuum; pragma page_count");
        sqlite3_close(database);
    }
    return 0;
}
