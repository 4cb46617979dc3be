using System.Runtime.InteropServices;

namespace Ludos.Games.Tests;

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Fish(float X, float Y, float Vx, float Vy, byte Species, byte Depth, byte Fear, byte Tail);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlockStats(ulong Hash, uint Count);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Shark(float X, float Y, float Vx, float Vy, float Heading, float Roll, float Swim, float Jaw);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct World(uint Eaten, uint Fed, uint Dropped, uint Idle, float Hour, uint Random, float GoalX, float GoalY, short MouseX, short MouseY, byte MouseButtons, byte Gamepad, byte Steering, byte Lunge);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Pilot(float X, float Y, int Tick, uint Active);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Helm(int Tick, uint Piloted, uint IsPiloted);
