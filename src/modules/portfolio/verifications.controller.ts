import { Controller, Get, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { receiveOneFile } from '../../platform/http/one-file.js';
import { TakesFile } from '../../platform/http/takes-file.js';
import { FileVerificationView, VerificationView } from './portfolio.dto.js';
import { VerificationReader } from './verification.reader.js';

/** For whoever was handed a portfolio, without an account. */
@ApiTags('portfolio')
@Controller('api')
export class VerificationsController {
  constructor(private readonly verification: VerificationReader) {}

  @Get('verifications/:code')
  @Public('Whether a signed-off portfolio still stands, by the code printed on it')
  async verify(@Param('code') code: string): Promise<VerificationView> {
    return this.verification.ofCode(code);
  }

  @Get('verifications/:code/certificate')
  @Public('The certificate that a signed-off portfolio is signed with, as PEM, by the code printed on it')
  @ApiProduces('application/x-pem-file')
  async certificate(@Param('code') code: string): Promise<StreamableFile> {
    const pem = Buffer.from((await this.verification.certificateOf(code)).toString());
    return new StreamableFile(pem, {
      type: 'application/x-pem-file',
      disposition: 'attachment; filename="portfolio-certificate.pem"',
      length: pem.length,
    });
  }

  @Post('verifications')
  @HttpCode(200)
  @Public('Whether a file is a portfolio released here, to the byte')
  @TakesFile()
  async verifyFile(@Req() request: FastifyRequest): Promise<FileVerificationView> {
    const finding = await receiveOneFile(request, 'file', ({ content }) => this.verification.ofFile(content));
    const { isIntact: intact, portfolio } = finding;
    const standing = intact ? portfolio?.status : portfolio && 'altered';
    return { recognised: portfolio !== null, intact, status: standing ?? 'unknown', portfolio };
  }
}
