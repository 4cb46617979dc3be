(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func (param i64 i32) (result i64)))
  (type (;2;) (func (param f32) (result f32)))
  (type (;3;) (func (param f64) (result f64)))
  (type (;4;) (func (param i32 v128) (result i32)))
  (type (;5;) (func (result f64 f64)))
  (type (;6;) (func (param i32 i64 v128 i64) (result f32)))
  (type (;7;) (func (param f32 f64 i32) (result i64 f32 i32)))
  (type (;8;) (func))
  (type (;9;) (func (param v128 f64 f32) (result f64 v128)))
  (type (;10;) (func (result f64)))
  (type (;11;) (func (param f32 i64 v128 v128)))
  (type (;12;) (func (param i32 i32 f32 i64) (result i32 v128 i64)))
  (type (;13;) (func (result i64 i64 i32)))
  (type (;14;) (func (param i32 v128) (result v128)))
  (type (;15;) (func (param v128 i32) (result i32)))
  (type (;16;) (func (param v128 i32 i32 v128) (result i64 i32)))
  (type (;17;) (func (result v128 v128)))
  (type (;18;) (func (param i32 i32) (result f32)))
  (type (;19;) (func (result i32 f32)))
  (type (;20;) (func (result i32 i32)))
  (type (;21;) (func (param i32 i64) (result v128)))
  (type (;22;) (func (param f64 f64) (result i32 i32)))
  (type (;23;) (func (param i64 v128) (result i32)))
  (type (;24;) (func (param i64 v128) (result i32 funcref)))
  (type (;25;) (func (param i32 i64) (result f64 i64)))
  (type (;26;) (func (param i64 i64) (result i32 v128)))
  (type (;27;) (func (param f64 i64) (result i32)))
  (type (;28;) (func (param i64 v128) (result f32 i32)))
  (type (;29;) (func (param i32 i64) (result funcref i64)))
  (type (;30;) (func (param i64 i64 i64 i32) (result i64 i64 i64)))
  (type (;31;) (func (param i64 i64 i32 i32 i64 i64) (result i64 i32)))
  (type (;32;) (func (result i64)))
  (type (;33;) (func (param i32 i64 i64 i64 i64 i64)))
  (type (;34;) (func (param i32 i32 i32 i64) (result i32 i64 i64 i64)))
  (type (;35;) (func (param i32 i64 i64 i64 i64) (result i32)))
  (type (;36;) (func (param i32 i64 i32) (result i64 i32 i32)))
  (import "h" "i" (func (;0;) (type 0) (param i32) (result i32)))
  (import "h" "l" (func (;1;) (type 1) (param i64 i32) (result i64)))
  (import "h" "f" (func (;2;) (type 2) (param f32) (result f32)))
  (import "h" "d" (func (;3;) (type 3) (param f64) (result f64)))
  (table (;0;) 16 24 funcref)
  (table (;1;) 16 24 funcref)
  (memory (;0;) 1 1)
  (global (;0;) (mut i32) i32.const 0)
  (global (;1;) i64 i64.const 8479083223881072374)
  (global (;2;) f32 f32.const 234417550)
  (global (;3;) (mut i64) i64.const 17077107432696844)
  (global (;4;) (mut i64) i64.const 2880025510040530541)
  (global (;5;) (mut v128) v128.const i32x4 0x479f89ca 0x3e2af177 0xea08f6f4 0x2dcff0ed)
  (global (;6;) (mut v128) v128.const i32x4 0x0192d0a1 0xb75b9d42 0xa956c8e0 0x587a9642)
  (global (;7;) (mut i32) i32.const -329095261)
  (export "m0" (memory 0))
  (export "f0" (func 13))
  (export "f1" (func 14))
  (export "f2" (func 15))
  (export "f3" (func 16))
  (export "f4" (func 17))
  (export "f5" (func 18))
  (export "f6" (func 19))
  (export "f7" (func 20))
  (export "f8" (func 21))
  (export "observe" (func 22))
  (elem (;0;) (offset i32.const 0) func 10 12 11 5 2 10 7 8 3 1 12 7 9 5)
  (elem (;1;) func 8 5 4 4 2 3)
  (elem (;2;) declare func 0 1 2 3 4 5 6 7 8 9 10 11 12)
  (func (;4;) (type 13) (result i64 i64 i32)
    (local f32)
    (local f64)
    (local v128)
    (local i32)
    (local funcref)
    (local i32)
    (local v128)
    (local i64)
    (local f64)
    (local f64)
    (local i64)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 549755813888
      i64.const 141733920768
      i32.const -1444602331
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    block
      local.get 10
      i64.extend32_s
      global.set 4
      global.get 2
      f32.const -0
      f32.sub
      i64.trunc_sat_f32_s
      local.get 7
      local.get 7
      i64.xor
      i32.const 31
      i32.const 32767
      i32.and
      i64.load16_u
      i64.rotr
      i64.shr_u
      local.tee 11
      drop
      local.get 3
      call 0
      i32.const 32767
      i32.and
      i64.load8_s offset=47
      local.get 11
      local.get 11
      i64.const 1359927819084677348
      local.get 3
      select
      i64.const 1
      i64.or
      i64.div_u
      local.get 9
      local.get 8
      f64.eq
      i32.const 32767
      i32.and
      i64.load16_u align=1
      i64.const 1
      i64.or
      i64.rem_s
      i64.const 1
      i64.or
      i64.div_u
      local.set 7
      local.get 3
      i32.const 32767
      i32.and
      i32.load16_u offset=52
      i32.const 32767
      i32.and
      local.get 5
      local.get 3
      global.get 5
      block (type 4)
        local.set 6
        local.set 5
        f32.const -inf
        drop
        global.get 7
      end
      loop (result f32)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          i64.const 274877906944
          i64.const -8686595096659572694
          i32.const 33
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        local.get 3
        drop
        local.get 5
        i32.const 32767
        i32.and
        local.get 6
        v128.store64_lane offset=55 align=1 1
        v128.const i32x4 0xad8e56e5 0x77ed9293 0x8800759c 0xfe37e43c
        drop
        local.get 3
        i32.const 32767
        i32.and
        local.get 7
        i64.store offset=58 align=2
        f32.const -1
      end
      local.get 5
      i32.const 32767
      i32.and
      i32.load8_u offset=1847
      i32.const 32767
      i32.and
      i64.load8_u
      call 9
      drop
      drop
      i32.store8 offset=5
    end
    local.get 3
    i32.const 32767
    i32.and
    local.get 6
    v128.load32_lane offset=5653 2
    global.get 2
    local.tee 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
    if (type 5)
      local.get 7
      local.get 7
      i32.const 65535
      i32.const 859334072
      br_if 1
      drop
      drop
      drop
      local.get 4
      drop
      i32.const 0
      i32.const 32767
      i32.and
      local.get 7
      i64.store offset=920 align=2
      i64.const 1431655765
      drop
      local.get 3
      drop
      local.get 8
      f64.abs
      f64.const -2.677885132353369E+306
    else
      i32.const 128
      drop
      local.get 10
      local.set 7
      local.get 5
      i32.const 32767
      i32.and
      local.get 3
      i32.const 32767
      i32.and
      local.get 3
      i32.const 255
      i32.and
      memory.copy
      global.get 6
      drop
      local.get 5
      i32.const 32767
      i32.and
      f64.load offset=51
      local.get 10
      f64.convert_i64_u
    end
    drop
    local.tee 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    f64x2.replace_lane 0
    f32x4.convert_i32x4_s
    local.tee 2
    v128.const i32x4 0x7fc00000 0x7fc00000 0x7fc00000 0x7fc00000
    local.get 2
    local.get 2
    f32x4.eq
    v128.bitselect
    i8x16.bitmask
    i32.const 32767
    i32.and
    memory.size
    global.get 7
    local.tee 3
    i32.gt_u
    local.get 3
    i32.const -2147483648
    i32.rotr
    i32.const 32767
    i32.and
    i32.load8_s offset=55
    i32.gt_u
    i32.const 32767
    i32.and
    i64.load16_u
    local.get 7
    i64.and
    f64.convert_i64_s
    local.tee 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    f64.store offset=53 align=4
    local.get 5
    local.tee 5
    i32.const 32767
    i32.and
    f32.const -inf
    f32.const inf
    local.get 6
    local.get 6
    f64x2.pmax
    f32x4.extract_lane 1
    loop (result f32)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const 4508272586427972169
        i64.const -9223372032559808512
        i32.const -934929149
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 10
      local.get 7
      local.get 3
      br 1
      i32.const -68723947
      i32.const 32767
      i32.and
      local.get 7
      i64.store32 align=1
      global.get 5
      drop
      f64.const 1.542750004724067E+53
      local.set 8
      local.get 4
      i32.const 2147483647
      i32.const 1
      i32.and
      table.grow 1
      drop
      f32.const 0.0012517644
    end
    local.get 10
    local.tee 10
    local.get 5
    i32.const 32767
    i32.and
    i64.load16_u offset=53 align=1
    i64.le_s
    select
    f32.mul
    f32.abs
    f32.min
    local.tee 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    f32.store align=1
    local.get 5
    local.get 11
    i64.clz
    local.get 3
    local.tee 3
    if (result v128)
      v128.const i32x4 0x00000000 0x43f00000 0x00000000 0xff61b1e6
      global.set 5
      local.get 6
    else
      local.get 5
      drop
      ref.null func
      local.set 4
      v128.const i32x4 0xdc09548e 0x45540595 0x80000000 0x00000001
    end
    i64.const -5530461231197199829
    i32.const 5
    call_indirect (type 6)
    f32.const 2.1474836E+09
    f32.lt
    i32.const 32767
    i32.and
    i64.load16_u offset=22696 align=1
    i64.extend32_s
    local.get 7
    local.get 3
  )
  (func (;5;) (type 9) (param v128 f64 f32) (result f64 v128)
    (local f32)
    (local f64)
    (local v128)
    (local i64)
    (local i32)
    (local f32)
    (local i64)
    (local funcref)
    (local f64)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f64.const -0
      v128.const i32x4 0x8800759c 0xfe37e43c 0x00000080 0x55555555
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    ref.null func
    ref.is_null
    drop
    local.get 7
    i32.const 32767
    i32.and
    i32.load16_u offset=8 align=1
    i32.clz
    call 0
    i32.const 32767
    i32.and
    f64.load offset=15104 align=2
    call 7
    local.get 7
    i32.const 3
    i32.and
    memory.grow
    select
    drop
    local.get 7
    if
      local.get 6
      local.get 12
      i64.gt_u
      i32.const 32767
      i32.and
      v128.const i32x4 0x00000002 0x00000080 0x5f000000 0x000116c2
      f64x2.trunc
      local.tee 5
      v128.const i32x4 0x00000000 0x7ff80000 0x00000000 0x7ff80000
      local.get 5
      local.get 5
      f64x2.eq
      v128.bitselect
      v128.store32_lane offset=47 align=2 2
    else
      local.get 0
      i16x8.all_true
      i32.eqz
      if
        i32.const 255
        br_if 0
        memory.size
        i32.const 32767
        i32.and
        i32.load16_s offset=50 align=1
        i32.const 7
        i32.and
        local.get 10
        local.get 7
        i32.const 15
        i32.and
        table.get
        local.get 7
        call 0
        select (result funcref)
        global.get 7
        local.get 7
        local.get 7
        select (result i32)
        i32.const 32767
        i32.and
        i32.load16_u offset=16526
        i32.const 1
        i32.and
        table.fill 1
        local.get 7
        local.tee 7
        local.tee 7
        if
          local.get 10
          local.set 10
          local.get 7
          if
            v128.const i32x4 0x3f000000 0xc0200000 0xffffff80 0x00000040
            local.set 0
            i32.const 1368924165
            i32.const 32767
            i32.and
            local.get 8
            local.tee 3
            f32.const nan
            local.get 3
            local.get 3
            f32.eq
            select
            f32.store offset=3130 align=2
            v128.const i32x4 0x4f800000 0x5f800000 0x50c09ce6 0xd394fc4f
            drop
            ref.func 3
            drop
          else
            local.get 7
            drop
          end
        else
        end
      end
    end
    f64.const 1E+300
    local.get 0
  )
  (func (;6;) (type 16) (param v128 i32 i32 v128) (result i64 i32)
    (local f32)
    (local f64)
    (local v128)
    (local v128)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 549755813888
      i32.const -1248432391
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    global.get 6
    local.tee 7
    local.get 3
    i64.const -390389931702392307
    i64.const 141733920768
    i64.le_s
    select (result v128)
    block (result v128)
      local.get 1
      i32.const 15
      i32.and
      ref.null func
      table.set 1
      local.get 7
      global.get 7
      br_if 0
      drop
      v128.const i32x4 0x822c02ac 0x42225d52 0x3fc00000 0x7f800000
    end
    i8x16.narrow_i16x8_u
    i32.const -2147483648
    local.get 0
    block (type 14)
      local.set 0
      local.set 8
      local.get 2
      i32.const 32767
      i32.and
      local.get 3
      v128.store16_lane offset=28 7
      v128.const i32x4 0xc0200000 0x4f800000 0x3f000000 0x5f800000
      local.set 3
      local.get 3
    end
    table.size 1
    loop (type 15)
      local.set 1
      local.set 7
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const 65535
        i32.const 64
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 2
      i32.const 32767
      i32.and
      f64.const -inf
      local.tee 5
      f64.const nan
      local.get 5
      local.get 5
      f64.eq
      select
      f64.store align=4
      global.get 5
      local.set 0
      i32.const 1431655765
      i32.const 32767
      i32.and
      local.get 8
      i32.const 32767
      i32.and
      local.get 1
      i32.const 255
      i32.and
      memory.copy
      f32.const 4.2949673E+09
      drop
      local.get 8
    end
    i64x2.shr_s
    local.tee 3
    v128.const i32x4 0x00000100 0x00000080 0xaad2bb5f 0xa647da37
    i8x16.shuffle 0 19 1 18 17 6 30 15 26 30 22 23 17 22 4 11
    drop
    i64.const 137438953472
    local.get 2
  )
  (func (;7;) (type 10) (result f64)
    (local f32)
    (local f64)
    (local v128)
    (local i64)
    (local i64)
    (local v128)
    (local v128)
    (local i64)
    (local f64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f64.const -2.596169149340526E-238
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i32.const -2147483648
    i32.const 65536
    i32.shr_u
    i32.const 127
    i32.xor
    i32.const 32767
    i32.and
    i32.load16_s
    i32.const 32767
    i32.and
    i32.load8_s offset=6228
    i32.const -1721701063
    i32.gt_s
    i32.const 32767
    i32.and
    i64.load offset=30
    drop
    local.get 5
    i64x2.extend_high_i32x4_s
    local.get 6
    global.get 6
    f64x2.sub
    local.tee 2
    v128.const i32x4 0x00000000 0x7ff80000 0x00000000 0x7ff80000
    local.get 2
    local.get 2
    f64x2.eq
    v128.bitselect
    i8x16.shuffle 23 9 14 27 6 6 23 7 29 14 26 27 18 12 25 19
    i32.const 1292607461
    i32.const 0
    i32.ne
    i32.const 32767
    i32.and
    f64.load align=1
    local.get 6
    i8x16.all_true
    i32.const 32767
    i32.and
    f32.load align=1
    call 5
    drop
    f64.trunc
    ref.func 3
    ref.is_null
    br_if 0
    drop
    local.get 3
    i64.const -5147185086370870010
    i64.const 5277672698516756392
    i64.const 1
    i64.or
    i64.div_s
    global.get 4
    local.get 7
    i64.rotl
    i64.shl
    i64.extend16_s
    i64.le_u
    i32.const 32767
    i32.and
    local.get 6
    v128.load32_lane offset=11777 align=2 3
    ref.func 0
    ref.null func
    i32.const 2
    select (result funcref)
    i32.const 31
    i32.const 15
    i32.and
    table.get 1
    global.get 7
    select (result funcref)
    ref.is_null
    if (result v128)
      local.get 5
      i16x8.extend_low_i8x16_u
      local.get 6
      global.get 7
      select
    else
      local.get 4
      local.set 4
      loop
        global.get 0
        i32.const 10
        i32.lt_s
        if
          f64.const 2.1882149558286747E-225
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        i32.const 2
        i32.const 32767
        i32.and
        i32.const 128
        i32.const -1115515880
        i32.const 255
        i32.and
        memory.fill
      end
      i32.const -128
      drop
      loop (type 17)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          f64.const 1.5
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        f64.const -1
        i32.const -1832837088
        br_if 2
        drop
        ref.func 8
        drop
        local.get 6
        local.get 5
      end
      drop
    end
    v128.const i32x4 0x6f3015e7 0x747927ce 0x3fc00000 0x7f61b1e6
    i32x4.abs
    i16x8.narrow_i32x4_u
    i8x16.shuffle 16 5 9 8 6 5 12 17 21 14 11 3 29 7 6 2
    f64x2.extract_lane 0
  )
  (func (;8;) (type 11) (param f32 i64 v128 v128)
    (local f32)
    (local f64)
    (local v128)
    (local v128)
    (local f32)
    (local v128)
    (local i64)
    (local f32)
    (local i32)
    (local v128)
    (local f32)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i32.const 1431655765
    local.get 12
    i32.lt_u
    call 0
    global.get 7
    i32.const -129180155
    i32.rotl
    local.get 12
    i32.const 1029544485
    local.get 8
    local.get 10
    call 9
    drop
    drop
    local.get 12
    i32.const 127
    local.get 12
    if (type 18)
      local.set 12
      local.set 12
      local.get 9
      drop
      i32.const 127
      i32.const 32767
      i32.and
      local.get 14
      local.tee 4
      f32.const nan
      local.get 4
      local.get 4
      f32.eq
      select
      f32.store offset=36
      local.get 14
    else
      local.set 12
      local.set 12
      i64.const -9223372036854775808
      local.set 1
      i32.const 128
      br_if 1
      local.get 0
      local.set 14
      local.get 9
      local.set 9
      local.get 11
    end
    local.get 7
    i32.const 128
    i32.const 255
    local.get 2
    call 6
    drop
    call 9
    drop
    drop
    i32.lt_s
    local.tee 12
    i64.extend_i32_s
    global.set 3
    block (result i32)
      f32.const -1
      local.get 8
      f32.le
      i32.const 32767
      i32.and
      i64.load16_u offset=53
      drop
      local.get 12
    end
    global.set 7
    i32.const 2147483647
    i32.const 7
    i32.and
    loop (type 19)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 12
      if (type 20)
        local.get 11
        local.set 0
        local.get 1
        local.set 15
        local.get 12
        br_if 2
        global.get 2
        local.set 8
        local.get 12
        global.get 7
      else
        global.get 7
        i32.const 32767
        i32.and
        v128.const i32x4 0x00000002 0x80000000 0xf1101d81 0x79d1dd28
        v128.store8_lane offset=6016 3
        local.get 12
        local.get 12
      end
      drop
      i32.const 32767
      i32.and
      local.get 12
      local.get 15
      loop (type 21)
        local.set 15
        local.set 12
        global.get 0
        i32.const 10
        i32.lt_s
        if
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        local.get 8
        drop
        br 2
        f64.const -nan
        drop
        local.get 7
      end
      v128.load16_lane offset=57 align=1 5
      local.set 7
      local.get 14
      global.get 2
      f32.le
      i32.const 32767
      i32.and
      i64.load32_u offset=59 align=2
      local.set 1
      i32.const -202020588
      i32.const 32767
      i32.and
      i64.load32_s offset=36
      i64.extend8_s
      local.set 1
      local.get 12
      call 0
      local.get 0
      v128.const i32x4 0x2c328a8c 0x77380f87 0x00000020 0x00000080
      local.tee 13
      v128.const i32x4 0x3fc00000 0x80000000 0x00000080 0x55555555
      global.get 7
      i32x4.shr_s
      v128.and
      f32x4.extract_lane 0
      i32.const 128
      local.tee 12
      local.get 12
      i32.const 32767
      i32.and
      i32.load8_s offset=43
      local.get 12
      local.get 12
      i32.shr_s
      i32.sub
      local.get 12
      i32.const 1
      i32.xor
      local.get 12
      local.get 12
      i32.and
      i32.mul
      select
      select (result f32)
    end
    drop
    i32.const 1
    i32.and
    local.get 9
    local.get 9
    f64x2.eq
    i8x16.all_true
    i32.const 32767
    i32.and
    f64.load align=2
    i64.trunc_sat_f64_s
    i32.wrap_i64
    i32.const 32767
    i32.and
    i32.load8_s offset=16
    i32.const 3
    i32.and
    table.init 1 0
    global.get 6
    local.get 7
    local.get 12
    i16x8.replace_lane 1
    local.get 12
    i32x4.replace_lane 1
    v128.const i32x4 0x00000000 0x00000000 0x3fc00000 0xff61b1e6
    i32x4.trunc_sat_f32x4_u
    f64x2.gt
    i8x16.shuffle 9 12 7 12 15 31 2 18 21 16 18 28 9 3 20 25
    f32x4.extract_lane 2
    f32.floor
    local.set 11
    local.get 15
    loop (result i64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 12
      local.set 12
      local.get 10
    end
    local.get 12
    if (result i64)
      local.get 12
      i32.const 7
      i32.and
      local.get 12
      i32.const 1
      i32.and
      local.get 12
      i32.const 3
      i32.and
      table.init 1 0
      v128.const i32x4 0x3f000000 0x7f800000 0xcf000000 0x80000000
      local.set 13
      i64.const 4068875835463604404
      global.set 3
      local.get 10
    else
      local.get 1
      drop
      local.get 1
    end
    local.get 0
    f64.const 6.800880261305131E-144
    local.get 12
    i32.const 10
    call_indirect (type 7)
    drop
    drop
    i64.rotr
    i64.shl
    local.get 12
    call 0
    i32.const 32767
    i32.and
    i64.load8_u offset=51
    i64.shr_u
    call 4
    drop
    drop
    i64.or
    i64.ge_s
    local.set 12
  )
  (func (;9;) (type 12) (param i32 i32 f32 i64) (result i32 v128 i64)
    (local f32)
    (local f64)
    (local v128)
    (local v128)
    (local i32)
    (local f32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const 65536
      v128.const i32x4 0xbc7ba170 0x9a445945 0x205beaca 0xcf74a0cd
      i64.const -9223372036854775808
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    memory.size
    f64.const inf
    f64.const -2.5
    loop (type 22)
      drop
      drop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const -20413049
        v128.const i32x4 0xbb7c8c93 0x34cd53b3 0x3f000000 0x4f000000
        i64.const 8589934592
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      v128.const i32x4 0x5f800000 0x000116c2 0x4f000000 0x3fc00000
      global.set 6
      local.get 2
      drop
      local.get 0
      drop
      local.get 8
      i32.const 63
    end
    drop
    i32.const 32767
    i32.and
    i32.load16_u offset=27113
    i32.const 65535
    call 0
    local.get 1
    i32.popcnt
    i32.add
    i32.const 29312356
    i32.eqz
    select
    i32.const 32767
    i32.and
    i32.load16_u
    local.get 3
    local.get 3
    i64.or
    i64.ctz
    i64.const -9223372032559808512
    local.tee 3
    i64.le_u
    block (result i32)
      local.get 7
      local.set 7
      ref.func 7
      local.get 0
      i32.const 1
      i32.and
      table.grow 1
      drop
      local.get 9
      drop
      local.get 1
      i32.const 7
      i32.and
      ref.null func
      i32.const -2147483647
      i32.const 1
      i32.and
      table.fill
      i32.const 64
      i32.const 32767
      i32.and
      i32.load8_u offset=18
    end
    loop (result i32)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 2147483647
        v128.const i32x4 0x5a50e05d 0x65fe59d9 0xffffff80 0x7fffffff
        i64.const 8557114972165059207
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 8
      drop
      i64.const 140733193388032
      drop
      i32.const 65536
    end
    i64.const 1289128751329876120
    local.get 7
    loop (type 23)
      local.set 7
      local.set 3
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 1713427345
        v128.const i32x4 0x00000000 0xbff00000 0x00000001 0x00000000
        i64.const 32
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 1
      v128.const i32x4 0xffc00000 0x4f800000 0x985cee9f 0xe8e88fbd
      local.get 3
      br 1
      global.get 7
    end
    local.get 1
    i32.const 32767
    i32.and
    i32.load16_u offset=16
    i32.const 3
    i32.and
    memory.grow
    select (result i32)
    select (result i32)
    i32.ne
    i32.shr_u
    i32.const 32767
    i32.and
    local.get 3
    i64.store16 offset=53 align=1
    local.get 0
    i32.const 15
    i32.and
    table.get
    local.get 2
    i32.trunc_sat_f32_s
    i32.const 32767
    i32.and
    i32.load offset=51 align=2
    block (result i32)
      local.get 0
      i32.const 32767
      i32.and
      local.get 7
      v128.store align=1
      global.get 6
      local.set 7
      local.get 1
      v128.const i32x4 0xaf3bdced 0x29b26c4c 0x0b20dd0f 0x343c07b4
      i64.const 0
      br 1
      local.get 8
      i32.const 7
      i32.and
      local.get 1
      i32.const 7
      i32.and
      local.get 0
      i32.const 3
      i32.and
      table.copy 0 1
      local.get 0
    end
    local.tee 8
    i32.rotr
    local.tee 0
    i32.const 2147483647
    i32.const 32767
    i32.and
    i32.load offset=54 align=2
    i32.gt_u
    i32.popcnt
    i32.const 1
    i32.and
    table.grow 1
    drop
    local.get 7
    i64x2.extract_lane 0
    f32.convert_i64_s
    f32.const -2.5
    f32.neg
    f32.mul
    local.get 3
    v128.const i32x4 0x00007fff 0x00007fff 0x18d172a7 0x3d20c539
    local.get 8
    i32.const 32767
    i32.and
    i32.load16_s offset=12 align=1
    if (type 24)
      local.set 7
      local.set 3
      local.get 8
      drop
      local.get 1
      global.set 7
      local.get 8
      ref.null func
    else
      local.set 7
      local.set 3
      ref.func 10
      drop
      i32.const 65536
      i32.const 7
      i32.and
      local.get 8
      i32.const 7
      i32.and
      local.get 8
      i32.const 3
      i32.and
      table.copy 0 1
      global.get 2
      drop
      global.get 7
      ref.null func
    end
    drop
    i32.const 32767
    i32.and
    f32.load
    f32.le
    loop (result i32)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 0
        v128.const i32x4 0x00000021 0x0000001f 0x00000000 0x80000000
        i64.const 127
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 0
      i32.const 32767
      i32.and
      f64.const -2.8418315485661343E+45
      local.tee 5
      f64.const nan
      local.get 5
      local.get 5
      f64.eq
      select
      f64.store offset=24 align=4
      local.get 1
      i32.const 32767
      i32.and
      i32.load offset=25 align=1
    end
    i32.sub
    local.tee 0
    i32.const 32767
    i32.and
    local.get 8
    i32.store16 offset=4525
    local.get 9
    f64.const 1.5
    global.get 7
    i32.const 1
    call_indirect (type 7)
    drop
    drop
    v128.const i32x4 0x2340dbbc 0x8e5fbee0 0x00000007 0x0000ffff
    i64x2.extract_lane 0
    i64.gt_u
    i32.const 32767
    i32.and
    i32.load8_s offset=49
    call 0
    i32.const 32767
    i32.and
    local.get 3
    i32.const -1
    i32.const 32767
    i32.and
    i64.load16_s offset=47
    i64.const 1
    i64.or
    i64.div_s
    loop (result i64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 32
        v128.const i32x4 0xfff00000 0x41efffff 0x00b61ad4 0x27f613e7
        i64.const 63
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      i32.const 128
      i32.const 32767
      i32.and
      local.get 0
      i32.const 32767
      i32.and
      local.get 0
      i32.const 255
      i32.and
      memory.copy
      global.get 7
      i32.const 7
      i32.and
      ref.func 10
      global.get 7
      i32.const 1
      i32.and
      table.fill
      local.get 3
      global.set 3
      global.get 4
    end
    local.get 1
    local.get 1
    local.get 8
    select
    local.get 1
    ref.func 6
    ref.is_null
    select
    select
    i64.const -1606421966845736229
    local.tee 3
    i64.eq
    i32.const 33
    i32.const 32767
    i32.and
    i64.load8_u offset=10
    i64.extend8_s
    f64.convert_i64_u
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    local.get 0
    local.tee 8
    i32.const 3
    i32.and
    memory.grow
    i32.const 32767
    i32.and
    local.get 0
    i32.const 32767
    i32.and
    i32.load offset=19592
    i32.const 32767
    i32.and
    local.get 7
    i64x2.extend_high_i32x4_s
    v128.load16_lane offset=61 6
    v128.load64_lane offset=61 1
    i8x16.extract_lane_s 0
    i32.const 32767
    i32.and
    i32.load16_u
    if (type 25)
      local.set 3
      local.set 8
      block
        local.get 0
        if
          i32.const -1211541798
          i32.const 7
          i32.and
          local.get 1
          i32.const 7
          i32.and
          i32.const 64
          i32.const 3
          i32.and
          table.copy 1 1
          local.get 7
          global.set 5
          ref.func 1
          drop
          i64.const 1596981116858580249
          drop
          local.get 1
          i32.const 32767
          i32.and
          local.get 1
          i32.const 15
          i32.and
          local.get 0
          i32.const 7
          i32.and
          memory.init 0
        else
        end
      end
      f64.const 5E-324
      local.get 3
    else
      local.set 3
      local.set 8
      f64.const 0.5
      local.get 3
    end
    drop
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    f64.store
    local.get 0
    local.get 7
    global.get 4
  )
  (func (;10;) (type 6) (param i32 i64 v128 i64) (result f32)
    (local f32)
    (local f64)
    (local v128)
    (local i64)
    (local i32)
    (local f64)
    (local i64)
    (local f32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f32.const 7.730312E-15
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    v128.const i32x4 0x00000000 0x3fe00000 0x3001aac4 0x2d0fa002
    v128.const i32x4 0x00007fff 0x80000001 0x8534a494 0x4a12d44f
    i8x16.ge_s
    i64x2.extract_lane 1
    i64.extend16_s
    local.get 7
    i64.const 63
    local.get 0
    select
    local.get 0
    local.tee 0
    i32.const 9
    call_indirect (type 1)
    i64.shl
    f32.convert_i64_u
    table.size 1
    i32.const 2147483647
    local.get 9
    f64.const -nan
    global.get 7
    select
    i64.trunc_sat_f64_u
    local.get 7
    i64.lt_u
    i32.const 1
    i32.or
    i32.rem_s
    i32.xor
    br_if 0
    drop
    block
      local.get 1
      local.get 10
      block (type 26)
        local.set 3
        local.set 1
        local.get 8
        i32.const 32767
        i32.and
        global.get 4
        i64.store8 offset=57
        local.get 0
        i32.const 32767
        i32.and
        i32.const -1512694301
        local.get 8
        i32.const 255
        i32.and
        memory.fill
        i32.const 32
        br_if 1
        v128.const i32x4 0x501502f9 0x501502f9 0x00000040 0x00000000
        drop
        local.get 1
        drop
        i32.const 2
        local.get 2
      end
      drop
      local.get 0
      local.get 1
      i64.extend8_s
      local.get 3
      i64.gt_s
      select (result i32)
      i32.const 32767
      i32.and
      i32.load8_u
      i32.const 32767
      i32.and
      local.get 3
      i64.store32
      local.get 1
      global.get 4
      i64.lt_u
      if
      end
    end
    local.get 11
  )
  (func (;11;) (type 8)
    (local f32)
    (local f64)
    (local v128)
    (local funcref)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    global.get 2
    f32.trunc
    f32.floor
    f32.const -2.1474836E+09
    local.get 4
    i32.const 32767
    i32.and
    f32.load offset=16
    f32.min
    f32.const -3E+38
    call 2
    f32.trunc
    f32.max
    f32.le
    call 0
    if
      global.get 5
      f64x2.extract_lane 1
      loop (result f64)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        local.get 4
        drop
        local.get 4
        drop
        f64.const -8.212188708224598E-97
        drop
        i64.const 2
        drop
        local.get 4
        local.set 4
        f64.const -2.822057840583732E+153
      end
      i64.const 270582939648
      global.get 1
      i64.le_s
      select
      i64.const 545460846592
      block (type 27)
        drop
        drop
        i64.const 9223372032559808512
        global.set 3
        local.get 4
        local.tee 4
        local.get 4
        i32.const 32767
        i32.and
        i32.load8_u offset=10800
        i32.lt_s
      end
      if
        memory.size
        local.set 4
        block
          local.get 4
          if
            i64.const 3316832830780686710
            drop
            local.get 4
            i32.const 32767
            i32.and
            i64.const 1095216660480
            i64.store32 align=1
            v128.const i32x4 0x00000000 0xfff00000 0xefbedd24 0x9253016d
            drop
          else
            local.get 4
            drop
            local.get 4
            br_if 3
          end
          local.get 4
          local.set 4
          i32.const 0
          i32.const 32767
          i32.and
          local.get 4
          i32.const 32767
          i32.and
          i32.const 65536
          i32.const 255
          i32.and
          memory.copy
        end
        f32.const 5.397257E-12
        i32.trunc_sat_f32_s
        i32.const 32767
        i32.and
        i32.load16_s offset=6626
        i32.const 32767
        i32.and
        i64.const 4349645797185943061
        global.get 5
        block (type 28)
          drop
          drop
          global.get 7
          i32.const 32767
          i32.and
          local.get 4
          i32.const 15
          i32.and
          global.get 7
          i32.const 7
          i32.and
          memory.init 0
          local.get 4
          drop
          local.get 4
          drop
          local.get 4
          i32.const 32767
          i32.and
          local.get 4
          i32.const 32767
          i32.and
          local.get 4
          i32.const 255
          i32.and
          memory.copy
          f32.const 1
          i32.const 1
        end
        drop
        local.tee 0
        f32.const nan
        local.get 0
        local.get 0
        f32.eq
        select
        f32.store offset=38 align=2
      else
      end
    else
    end
  )
  (func (;12;) (type 7) (param f32 f64 i32) (result i64 f32 i32)
    (local f32)
    (local f64)
    (local v128)
    (local f32)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 1113462652590529848
      f32.const 1
      i32.const -1441987569
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    f32.const 0
    local.get 0
    f32.max
    i32.trunc_sat_f32_s
    i32.const 32767
    i32.and
    v128.load32_splat offset=44
    i64x2.bitmask
    i32.const 64
    i32.const 32767
    i32.and
    i32.load16_u
    i32.const 32767
    i32.and
    i64.load8_s
    loop (type 29)
      drop
      local.set 2
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const 33
        f32.const -2.1474836E+09
        i32.const -1206886340
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 2
      if
        local.get 2
        i32.const 32767
        i32.and
        f32.const -3.0148352E+20
        local.tee 3
        f32.const nan
        local.get 3
        local.get 3
        f32.eq
        select
        f32.store
      else
        global.get 3
        global.set 4
        local.get 2
        i32.const 32767
        i32.and
        local.get 7
        i32.store16 align=1
        f64.const 6.555790769366485E+36
        drop
        block
          local.get 2
          i32.const 32767
          i32.and
          global.get 5
          v128.store16_lane offset=16 0
        end
      end
      block
        i64.const 0
        local.get 0
        local.get 7
        local.get 2
        br_if 2
        drop
        drop
        drop
      end
      local.get 7
      i32.const -230730022
      i32.and
      local.get 0
      i32.trunc_sat_f32_s
      i32.const 1
      i32.or
      i32.div_u
      if
        global.get 7
        if
          local.get 6
          drop
          global.get 7
          local.set 7
        else
          f32.const -nan
          local.set 0
          local.get 2
          i32.const 32767
          i32.and
          local.get 1
          local.tee 4
          f64.const nan
          local.get 4
          local.get 4
          f64.eq
          select
          f64.store offset=21285 align=4
        end
        i64.const -1
        global.set 4
        i64.const 5483914254850014703
        local.get 6
        local.get 2
        local.get 7
        br_table 2 2 2
      else
        i64.const 545460846592
        drop
      end
      local.get 7
      local.get 7
      global.get 2
      global.get 4
      call 9
      drop
      drop
      drop
      ref.func 4
      i64.const 7822775094815711855
    end
    drop
    drop
    i64.const 1099511627776
    local.get 6
    i32.const 32767
  )
  (func (;13;) (type 13) (result i64 i64 i32)
    (local i64)
    (local i64)
    (local i32)
    i32.const 3000
    global.set 0
    call 4
    local.set 2
    local.set 1
    local.set 0
    local.get 0
    local.get 1
    local.get 2
  )
  (func (;14;) (type 30) (param i64 i64 i64 i32) (result i64 i64 i64)
    (local f64)
    (local v128)
    i32.const 3000
    global.set 0
    local.get 0
    i64x2.splat
    local.get 1
    i64x2.replace_lane 1
    local.get 2
    f64.reinterpret_i64
    local.get 3
    f32.reinterpret_i32
    call 5
    local.set 5
    local.set 4
    local.get 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    i64.reinterpret_f64
    local.get 5
    i64x2.extract_lane 0
    local.get 5
    i64x2.extract_lane 1
  )
  (func (;15;) (type 31) (param i64 i64 i32 i32 i64 i64) (result i64 i32)
    (local i64)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    i64x2.splat
    local.get 1
    i64x2.replace_lane 1
    local.get 2
    local.get 3
    local.get 4
    i64x2.splat
    local.get 5
    i64x2.replace_lane 1
    call 6
    local.set 7
    local.set 6
    local.get 6
    local.get 7
  )
  (func (;16;) (type 32) (result i64)
    (local f64)
    i32.const 3000
    global.set 0
    call 7
    local.set 0
    local.get 0
    f64.const nan
    local.get 0
    local.get 0
    f64.eq
    select
    i64.reinterpret_f64
  )
  (func (;17;) (type 33) (param i32 i64 i64 i64 i64 i64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    local.get 2
    i64x2.splat
    local.get 3
    i64x2.replace_lane 1
    local.get 4
    i64x2.splat
    local.get 5
    i64x2.replace_lane 1
    call 8
  )
  (func (;18;) (type 34) (param i32 i32 i32 i64) (result i32 i64 i64 i64)
    (local i32)
    (local v128)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    f32.reinterpret_i32
    local.get 3
    call 9
    local.set 6
    local.set 5
    local.set 4
    local.get 4
    local.get 5
    i64x2.extract_lane 0
    local.get 5
    i64x2.extract_lane 1
    local.get 6
  )
  (func (;19;) (type 35) (param i32 i64 i64 i64 i64) (result i32)
    (local f32)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    i64x2.splat
    local.get 3
    i64x2.replace_lane 1
    local.get 4
    call 10
    local.set 5
    local.get 5
    f32.const nan
    local.get 5
    local.get 5
    f32.eq
    select
    i32.reinterpret_f32
  )
  (func (;20;) (type 8)
    i32.const 3000
    global.set 0
    call 11
  )
  (func (;21;) (type 36) (param i32 i64 i32) (result i64 i32 i32)
    (local i64)
    (local f32)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    f64.reinterpret_i64
    local.get 2
    call 12
    local.set 5
    local.set 4
    local.set 3
    local.get 3
    local.get 4
    f32.const nan
    local.get 4
    local.get 4
    f32.eq
    select
    i32.reinterpret_f32
    local.get 5
  )
  (func (;22;) (type 32) (result i64)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    i64.const 0
    global.get 1
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 2
    local.set 0
    local.get 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 3
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 4
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 7
    local.set 3
    local.get 3
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    table.size
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 0
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 1
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 2
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 3
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 4
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 5
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 6
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 7
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 8
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 9
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 10
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 11
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 12
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 13
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 14
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 15
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    table.size 1
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 0
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 1
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 2
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 3
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 4
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 5
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 6
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 7
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 8
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 9
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 10
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 11
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 12
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 13
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 14
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 15
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
  )
  (data (;0;) (offset i32.const 2449)
    "\10J\dd\c5\cc\1b}oL\81\d7\98\9eX\82\86&[T6\cdR\8a\e5\c8\a7\b3:\ff\e7\t\a3\08\86\f0\ea~C\n9\18\c1mRI\n\14\a4w\10c\e9-f\94\04.\c5\ccc\1cd\ec%"
    "\f7zX\ecYd\be\f9q|\9c\9d\fc\8dQ\1aV\9b\9c\a9\1c'\a0\1fK\f0\b8uc\d8\e4\b5\e2\16*-\8a\c9\fa(\ea\bbv\c9\c8\e6\ad\d0\"\c8\d8\dd\c9dg\cf\1dE\a7Om\97\e8\82"
    "L\de\d7\caW_\e1\85H-\e6\f2\8e5\e9\ce\db\f9>\86#\d5\f6\0d\fb\b3;f\ca\c5\c2N\df\91w\cc\d6\11\90\a6\\z\03\01\15\ed\93\ee-f\f4\\\ab\c2O\fa$\95yt\be\0f\ce\7f"
    "\f3Y\f0\91\a6\8a-\8f\13*\d21K\9bH\01\b2C\c7\94'9~\13i\141?\f8\c8\13\9e\88\e6!\f7\e6\b8V\11\1f\\\n\ea\b2\7ff\a5\7f\fe\0e{\96\0bfU\e3\cbCl&\19\d7p"
    "\cb3\c7\c82\10\fc\15\b9\f4%\03\f1{;;q\e8\94[\7f\ff\bb\ab\99n\a5\e55u\f2G\07\7f\f7LE'\f5\00^\d1&\c7\afv|\9d\a4\13\a1\f7\08\1e\85\94*\f8\a9\10Z\e3>m"
    "\9dq\e9\05\a1^5\a1#Is\92\17M\cbi_\c6\a8\a8g_\85v&\15\b9\9a\a7\b1\eeOf\f7\f0\ec\d4\ee[\11xbEo\a6iH`K\fd\96\eb\f0<\84\85\d5\dc(\0e\10\a6\17\d7"
    "\06\baea\b2\e1\aeO\03O;\c8\fc\8a\eb\e1\de\dbs\bbnj\fa\f9\cb\t(UA\cej}!\e3\0e\0c\b9\8d\9bTsWngJr\ea\ce\df\d5\b5\86HQ\c9\fa\cd\80\d1Dq\16\1cy"
    "\99\02\1d7\8eY\d3z\853\c5\c4c\93\fc\85\10\e4\d2.?\ab\ed\a3\dc\16\7fx\94G4_\d2\0b\15i?CQ/~\d9\d5-\cf\cd$\ba\f67@\8bB\02\85<qj\f7-\c6\1e\b3\15")
  (data (;1;) "\10J\dd\c5\cc\1b}oL\81\d7\98\9eX\82\86&[T6\cdR\8a\e5")
)
