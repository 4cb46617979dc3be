@echo off
rem Builds Release, which does nothing when nothing changed, then runs the CLI.
setlocal
set "LUDOS_ROOT=%~dp0"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
where dotnet >nul 2>nul
if errorlevel 1 (
  echo Ludos needs the .NET 10 SDK, and 'dotnet' is not on PATH. Install it and run this again. 1>&2
  exit /b 5
)
set "TARGET=src\Ludos.Cli\Ludos.Cli.csproj"
if "%~1"=="test" set "TARGET=Ludos.slnx"
if "%~1"=="bench" set "TARGET=Ludos.slnx"
if not exist "%LUDOS_ROOT%artifacts" mkdir "%LUDOS_ROOT%artifacts"
pushd "%LUDOS_ROOT%"
dotnet build "%TARGET%" -c Release -v quiet -nodeReuse:false > artifacts\build.log 2>&1
if errorlevel 1 (
  type artifacts\build.log 1>&2
  popd
  exit /b 1
)
popd
dotnet "%LUDOS_ROOT%artifacts\bin\Ludos.Cli\release\ludos.dll" %*
exit /b %ERRORLEVEL%
