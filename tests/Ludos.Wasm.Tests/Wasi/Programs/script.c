/* Runs a Lua script. Built without a longjmp, as wasi-libc has none: an error in the script ends the program. */
#include <stdio.h>
#include <stdlib.h>
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"

/* What Lua calls where it would jump: to end a script whose error nobody could catch. */
_Noreturn void ludos_no_jump(lua_State *lua)
{
    fprintf(stderr, "error: %s\n", lua_tostring(lua, -1));
    exit(1);
}

/* wasi-libc names it and does not have it. */
FILE *tmpfile(void) { return 0; }

int main(int argc, char **argv)
{
    lua_State *lua = luaL_newstate();
    luaL_requiref(lua, "_G", luaopen_base, 1);
    luaL_requiref(lua, "table", luaopen_table, 1);
    luaL_requiref(lua, "string", luaopen_string, 1);
    luaL_requiref(lua, "math", luaopen_math, 1);
    luaL_requiref(lua, "utf8", luaopen_utf8, 1);
    luaL_requiref(lua, "io", luaopen_io, 1);
    lua_settop(lua, 0);
    if (argc < 2 || luaL_loadfile(lua, argv[1]) != LUA_OK) {
        fprintf(stderr, "error: %s\n", argc < 2 ? "no script" : lua_tostring(lua, -1));
        return 2;
    }
    for (int i = 2; i < argc; i++) lua_pushstring(lua, argv[i]);
    lua_call(lua, argc - 2, 1);
    int code = (int)lua_tointeger(lua, -1);
    lua_close(lua);
    return code;
}
