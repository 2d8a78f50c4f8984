# One image for each program, from the root of the repository:
#   docker build --target front -t identity-front .       (or silo, or emulator)
# GRAIN_ENGINE=Embedded makes a front that is a whole cluster in one process, for one machine.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS source
WORKDIR /source
COPY . .

FROM source AS build-front
ARG GRAIN_ENGINE=Orleans
RUN dotnet publish src/WebFront -c Release -p:GrainEngine=${GRAIN_ENGINE} -o /out

FROM source AS build-silo
ARG GRAIN_ENGINE=Orleans
RUN dotnet publish src/Silo -c Release -p:GrainEngine=${GRAIN_ENGINE} -o /out

FROM source AS build-emulator
RUN dotnet publish src/Clerk.Emulator -c Release -o /out

# Alpine: the smallest of the base images that still has a wget for the health check.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine AS runtime
WORKDIR /app
RUN mkdir data && chown $APP_UID data && chmod 700 data
ENV ASPNETCORE_URLS=http://+:8080 DOTNET_gcServer=1
USER $APP_UID
VOLUME /app/data

FROM runtime AS front
COPY --from=build-front /out .
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "Identity.WebFront.dll"]

FROM runtime AS silo
COPY --from=build-silo /out .
EXPOSE 8080 11111 30000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "Identity.Silo.dll"]

# A local Clerk for development: whoever reaches it can sign in as anybody, so it listens on loopback alone.
FROM runtime AS emulator
COPY --from=build-emulator /out .
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:5081/.well-known/jwks.json"]
ENTRYPOINT ["dotnet", "Identity.Clerk.Emulator.dll"]
